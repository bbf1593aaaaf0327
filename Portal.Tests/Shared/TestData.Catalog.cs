using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>Products.</summary>
public sealed partial class TestData
{
    /// <summary>A draft. The content is plain unless <paramref name="change"/> says more.</summary>
    public async Task<TestProduct> Draft(long producerId, long price = 10_000, long stock = 100, Func<ProductContent, ProductContent>? change = null)
    {
        var content = new ProductContent { Kind = ProductKind.Consumable, Name = $"Product {Next()}", Description = "What it is for.", Price = price };
        var request = new RegisterProductRequest(Actor.Portal, producerId, change?.Invoke(content) ?? content, stock, 3);
        var made = (RegisterProductOutcome.Registered)await portal.Run<RegisterProduct, RegisterProductOutcome>(u => u.Handle(request));
        return new TestProduct(made.ProductId, made.Code, made.RevisionId, producerId);
    }

    /// <summary>A product whose first revision waits for review.</summary>
    public async Task<TestProduct> Submitted(long producerId, bool publish = true)
    {
        var product = await Draft(producerId);
        var outcome = await portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(Actor.Portal, product.Id) { Publish = publish }));
        Assert.That(outcome, Is.EqualTo(SubmitProductOutcome.Submitted));
        return product;
    }

    /// <summary>A product that is on sale.</summary>
    public async Task<TestProduct> Product(long producerId, long price = 10_000, long stock = 100, Func<ProductContent, ProductContent>? change = null)
    {
        var product = await Draft(producerId, price, stock, change);
        await Approve(product);
        return product;
    }

    /// <summary>A draft counts as reviewed, and goes on sale.</summary>
    public async Task Approve(TestProduct product)
    {
        var request = new ApproveImportedRequest(Actor.Portal, product.Id, portal.Time.GetUtcNow().UtcDateTime);
        var outcome = await portal.Run<ApproveImported, ApproveImportedOutcome>(u => u.Handle(request));
        Assert.That(outcome, Is.EqualTo(ApproveImportedOutcome.Approved));
    }

    /// <summary>A file of a draft; returns its id.</summary>
    public async Task<long> File(TestProduct product, ProductFileKind kind, byte[] bytes, string name = "file")
    {
        var request = new AddProductFileRequest(Actor.Portal, product.Id, product.RevisionId, kind, null, new Upload(name, new MemoryStream(bytes)));
        var outcome = await portal.Run<AddProductFile, AddProductFileOutcome>(u => u.Handle(request));
        Assert.That(outcome, Is.InstanceOf<AddProductFileOutcome.Added>());
        return await portal.Scalar<long>("SELECT MAX(file_id) FROM product_files WHERE revision_id = @RevisionId", product);
    }

    /// <summary>A category; returns its id.</summary>
    public async Task<long> Category(string code, string? name = null, string? nameEn = null) =>
        (await portal.Run<EnsureCategory, long?>(u => u.Handle(new EnsureCategoryRequest(Actor.Portal, code, name ?? code, nameEn ?? code))))!.Value;
}
