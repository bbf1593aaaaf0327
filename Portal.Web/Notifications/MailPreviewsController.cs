using Microsoft.AspNetCore.Mvc;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

public sealed record MailPreviewModel(string Template, string Language, MailText Mail);

/// <summary>The mails that the portal writes, with made-up arguments.</summary>
[Roles(Role.Administrator)]
public sealed class MailPreviewsController(IMailTemplates templates) : Controller
{
    [HttpGet("/mail-templates")]
    public IActionResult Index() => View(MailTemplates.Names.ToList());

    [HttpGet("/mail-templates/{template}")]
    public IActionResult Details(string template, string? language) =>
        Render(template, language) is { } model ? View(model) : NotFound();

    /// <summary>The HTML part as the page's frame shows it. It may do nothing but look: its styles are its own, everything else is forbidden.</summary>
    [HttpGet("/mail-templates/{template}/html")]
    public IActionResult Html(string template, string? language)
    {
        if (Render(template, language) is not { } model) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return Content(model.Mail.Html, "text/html; charset=utf-8");
    }

    private MailPreviewModel? Render(string template, string? language)
    {
        var chosen = language is not null && Texts.Languages.Contains(language) ? language : Texts.Language;
        return templates.Render(chosen, template, MailSamples.For(chosen, template)) is { } mail ? new MailPreviewModel(template, chosen, mail) : null;
    }
}

/// <summary>An argument of every name that the texts of mails ask for: the text <c>notifications.sample.NAME</c>, or the name itself.</summary>
public static class MailSamples
{
    public static IReadOnlyDictionary<string, string> For(string language, string template) =>
        MailTemplates.ArgumentsOf(language, template).Append("path").ToDictionary(a => a, a => a switch
        {
            "path" => "/",
            "role" => nameof(Role.Producer),
            _ => Texts.Has(language, $"notifications.sample.{a}") ? Texts.In(language, $"notifications.sample.{a}") : a,
        });
}
