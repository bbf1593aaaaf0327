using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Notifications;
using Portal.Data.Accounts;
using Portal.Data.Notifications;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

public sealed record NoticeChoiceForm
{
    public List<NoticeGroup> Groups { get; init; } = [];

    [Display(Name = "notifications.language"), Required, RegularExpression("ko|en")]
    public string? Language { get; init; }
}

/// <summary>Which mails I get, and in which language.</summary>
[SignedIn]
public sealed class NoticeChoicesController(NoticeChoicePages pages, Session session, UserManager<PersonRow> people) : Controller
{
    [HttpGet("/account/notifications")]
    public async Task<IActionResult> Index()
    {
        var muted = await pages.Muted(session.Person!.Id);
        var person = (await people.FindByIdAsync($"{session.Person.Id}"))!;
        return View(new NoticeChoiceForm { Groups = [.. NoticeGroups.Optional.Where(g => !muted.Contains(g.ToString()))], Language = person.Language });
    }

    [HttpPost("/account/notifications")]
    public async Task<IActionResult> Index(NoticeChoiceForm form, [FromServices] ChooseNotices choose)
    {
        if (!ModelState.IsValid) return this.Invalid("Index", form);
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        person.Language = form.Language!;
        if (!(await people.UpdateAsync(person)).Succeeded) return this.Stale("notifications.changedMeanwhile");
        await choose.Handle(new ChooseNoticesRequest(person.Id, form.Groups));
        this.Flash("notifications.saved");
        return LocalRedirect("/account/notifications");
    }
}
