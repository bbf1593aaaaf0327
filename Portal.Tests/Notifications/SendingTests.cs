using MimeKit;
using NUnit.Framework;
using Portal.Core.Notifications;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Notifications;

/// <summary>What is told is sent: once, or until it is given up.</summary>
public sealed class SendingTests
{
    [Test]
    public async Task A_mail_becomes_a_file_with_its_words_and_its_link()
    {
        await using var portal = await TestPortal.Create(new PortalOptions { BaseUrl = new Uri("https://portal.example.test"), Name = "두레장" });
        var buyer = await Buyer(portal);
        await Tell(portal, buyer.PersonId, "order.placed", ("no", "20260302-0001"), ("total", "12,000 KRW"), ("path", "/orders/20260302-0001"));
        Assert.That(await Send(portal), Is.EqualTo(1));

        var mail = Mails(portal).Single();
        Assert.That(mail.Subject, Is.EqualTo("[두레장] 주문을 받았습니다: 20260302-0001"));
        Assert.That(mail.From.ToString(), Does.Contain("no-reply@portal.example.test"));
        Assert.That(mail.TextBody, Does.Contain("12,000원").And.Contain("https://portal.example.test/orders/20260302-0001").And.Contain("https://portal.example.test/account/notifications"));
        Assert.That(mail.HtmlBody, Does.Contain("href=\"https://portal.example.test/orders/20260302-0001\""));
        Assert.That(Directory.GetFiles(portal.Options.Mail, "*.tmp"), Is.Empty);
        Assert.That(await Send(portal), Is.Zero, "what was sent is not due again");
    }

    [Test]
    public async Task Several_workers_at_once_send_each_mail_once()
    {
        await using var portal = await TestPortal.Create();
        var buyer = await Buyer(portal);
        for (var i = 0; i < 40; i++) await Tell(portal, buyer.PersonId, "deposit.complete", ("no", $"{i}"));
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Send(portal))));
        Assert.That(sent.Sum(), Is.EqualTo(40));
        Assert.That(await portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL AND attempts = 1 AND claimed_until IS NULL"), Is.EqualTo(40));
    }

    [Test]
    public async Task A_worker_that_dies_after_sending_sends_again_under_the_same_name()
    {
        await using var portal = await TestPortal.Create();
        var buyer = await Buyer(portal);
        await Tell(portal, buyer.PersonId, "deposit.complete", ("no", "1"));
        await Send(portal);
        var first = Mails(portal).Single().MessageId;

        // as the dead worker left it: claimed, not closed
        await portal.Execute("UPDATE outbox SET sent_at = NULL, claimed_until = @until", new { until = Now(portal).AddMinutes(5) });
        Assert.That(await Send(portal), Is.Zero, "the claim still holds");
        portal.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.That(await Send(portal), Is.EqualTo(1));
        Assert.That(Mails(portal).Single().MessageId, Is.EqualTo(first));
    }

    [Test]
    public async Task What_cannot_be_sent_waits_longer_each_time_is_given_up_and_can_be_tried_again()
    {
        await using var portal = await TestPortal.Create();
        var buyer = await Buyer(portal);
        await Tell(portal, buyer.PersonId, "deposit.complete", ("no", "1"));
        // where the folder should be there is a file
        await File.WriteAllTextAsync(portal.Options.Mail, "");
        var waits = new List<double>();
        for (var attempt = 1; attempt < SendDueMails.MaxAttempts; attempt++)
        {
            Assert.That(await Send(portal), Is.Zero);
            var wait = await portal.Scalar<DateTime>("SELECT next_attempt_at FROM outbox") - Now(portal);
            waits.Add(wait.TotalMinutes);
            portal.Time.Advance(wait - TimeSpan.FromSeconds(1));
            await Send(portal);
            Assert.That(await portal.Scalar<int>("SELECT attempts FROM outbox"), Is.EqualTo(attempt), "not before its time");
            portal.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(waits, Is.Ordered.Ascending.And.Unique);
        await Send(portal);
        Assert.That(await portal.Scalar<string>("SELECT last_error FROM outbox WHERE given_up_at IS NOT NULL"), Is.Not.Empty);
        portal.Time.Advance(TimeSpan.FromDays(30));
        Assert.That(await Send(portal), Is.Zero);

        File.Delete(portal.Options.Mail);
        var administrator = await new TestData(portal).Person(Role.Administrator, await new TestData(portal).Organization(OrganizationKind.Portal));
        var id = await portal.Scalar<long>("SELECT id FROM outbox");
        Assert.That(await Retry(portal, buyer, id), Is.EqualTo(RetryMailOutcome.NotFound));
        Assert.That(await Retry(portal, administrator, id), Is.EqualTo(RetryMailOutcome.Queued));
        Assert.That(await Send(portal), Is.EqualTo(1));
        Assert.That(await Retry(portal, administrator, id), Is.EqualTo(RetryMailOutcome.NotPossible));
    }

    [Test]
    public async Task A_link_that_lets_people_in_is_forgotten_once_it_is_sent()
    {
        await using var portal = await TestPortal.Create();
        var buyer = await Buyer(portal);
        await Tell(portal, buyer.PersonId, "account.reset", ("path", "/new-password?person=1&token=s3cr3t"));
        await Send(portal);
        Assert.That(Mails(portal).Single().TextBody, Does.Contain("token=s3cr3t"));
        Assert.That(await portal.Scalar<string>("SELECT arguments FROM outbox"), Does.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task People_get_what_they_chose_and_always_what_is_about_their_account()
    {
        await using var portal = await TestPortal.Create();
        var buyer = await Buyer(portal);
        var wanted = NoticeGroups.Optional.Where(g => g != NoticeGroup.Orders).ToList();
        await portal.Run<ChooseNotices, bool>(async u =>
        {
            await u.Handle(new ChooseNoticesRequest(buyer.PersonId, wanted));
            return true;
        });
        await Tell(portal, buyer.PersonId, "order.placed", ("no", "1"));
        await Tell(portal, buyer.PersonId, "shipment.shipped", ("no", "1"));
        await Tell(portal, buyer.PersonId, "account.password");
        Assert.That(await portal.Query<string>("SELECT template FROM outbox ORDER BY id"), Is.EqualTo(new[] { "shipment.shipped", "account.password" }));
    }

    [Test]
    public async Task A_mail_server_takes_mails_over_one_connection_and_whom_it_does_not_know_is_given_up_at_once()
    {
        using var server = new FakeSmtp();
        await using var portal = await TestPortal.Create(new PortalOptions { Mail = server.Url });
        var buyer = await Buyer(portal);
        for (var i = 0; i < 3; i++) await Tell(portal, buyer.PersonId, "deposit.complete", ("no", $"{i}"));
        Assert.That(await Send(portal), Is.EqualTo(3));
        Assert.That((server.Connections, server.Messages.Count), Is.EqualTo((1, 3)));

        server.Recipient = _ => "451 try later";
        await Tell(portal, buyer.PersonId, "deposit.complete", ("no", "a"));
        await Send(portal);
        Assert.That(await portal.Scalar<string>("SELECT last_error FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL"), Does.Contain("try later"));
        server.Recipient = _ => "550 no such person";
        portal.Time.Advance(TimeSpan.FromMinutes(2));
        await Send(portal);
        Assert.That(await portal.Scalar<string>("SELECT last_error FROM outbox WHERE given_up_at IS NOT NULL"), Does.Contain("no such person"));
    }

    private static Task<RetryMailOutcome> Retry(TestPortal portal, Actor actor, long id) =>
        portal.Run<RetryMail, RetryMailOutcome>(u => u.Handle(new RetryMailRequest(actor, id)));

    private static async Task<Actor> Buyer(TestPortal portal)
    {
        var data = new TestData(portal);
        return await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
    }

    private static Task<int> Send(TestPortal portal) => portal.Run<SendDueMails, int>(u => u.Handle(100, CancellationToken.None));

    private static List<MimeMessage> Mails(TestPortal portal) =>
        [.. Directory.GetFiles(portal.Options.Mail, "*.eml").Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f))];

    private static DateTime Now(TestPortal portal) => portal.Time.GetUtcNow().UtcDateTime;

    private static async Task Tell(TestPortal portal, long personId, string template, params (string Name, string Value)[] arguments)
    {
        await using var scope = portal.Scope();
        var unit = (IUnitOfWork)scope.ServiceProvider.GetService(typeof(IUnitOfWork))!;
        await using var tx = await unit.Begin();
        var notices = (Notices)scope.ServiceProvider.GetService(typeof(Notices))!;
        await notices.ToPerson(personId, new Notice($"{template}:{Guid.NewGuid():N}", template, arguments.ToDictionary(a => a.Name, a => a.Value)));
        await tx.Commit();
    }
}
