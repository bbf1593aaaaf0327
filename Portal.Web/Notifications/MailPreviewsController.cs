using Microsoft.AspNetCore.Mvc;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

public sealed record MailPreviewModel(string Template, IReadOnlyList<(string Language, MailText Mail)> Mails);

/// <summary>The mails that the portal writes, with made-up arguments.</summary>
[Roles(Role.Administrator)]
public sealed class MailPreviewsController(IMailTemplates templates) : Controller
{
    [HttpGet("/mail-templates")]
    public IActionResult Index() => View(MailTemplates.Names.ToList());

    /// <summary>A template in every language, the page's own first.</summary>
    [HttpGet("/mail-templates/{template}")]
    public IActionResult Details(string template)
    {
        var languages = Texts.Languages.OrderByDescending(l => l == Texts.Language);
        return Render(template, Texts.Language) is null ? NotFound() : View(new MailPreviewModel(template, [.. languages.Select(l => (l, Render(template, l)!))]));
    }

    /// <summary>The HTML part as the page's frame shows it. It may do nothing but look: its styles are its own, everything else is forbidden.</summary>
    [HttpGet("/mail-templates/{template}/html")]
    public IActionResult Html(string template, string? language)
    {
        if (Render(template, language is not null && Texts.Languages.Contains(language) ? language : Texts.Language) is not { } mail) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return Content(mail.Html, "text/html; charset=utf-8");
    }

    private MailText? Render(string template, string language) => templates.Render(language, template, MailSamples.For(language, template));
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
