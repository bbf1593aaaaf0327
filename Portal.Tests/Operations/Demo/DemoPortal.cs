using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Operations.Demo;

namespace Portal.Tests.Operations.Demo;

/// <summary>One portal that was filled with the demo, shared by all tests of this folder: it takes seconds to fill.</summary>
[SetUpFixture]
public sealed class DemoPortal
{
    internal static WebPortal Web { get; private set; } = null!;
    internal static List<string> Told { get; } = [];

    [OneTimeSetUp]
    public async Task Fill()
    {
        Web = await WebPortal.Create(new PortalOptions { Demo = true });
        Assert.That(await FillAgain(), Is.EqualTo(DemoOutcome.Filled));
    }

    [OneTimeTearDown]
    public async Task Stop() => await Web.DisposeAsync();

    internal static async Task<DemoOutcome> FillAgain()
    {
        await using var scope = Web.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DemoData>().Fill(Told.Add);
    }
}
