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
        return templates.Render(chosen, template, MailSamples.All(chosen)) is { } mail ? new MailPreviewModel(template, chosen, mail) : null;
    }
}

/// <summary>An argument of every name that the texts of mails ask for.</summary>
public static class MailSamples
{
    public static IReadOnlyDictionary<string, string> All(string language)
    {
        var ko = language == "ko";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["no"] = "20261118-0147", ["reference"] = "T20261118-0003", ["code"] = "P26-00012", ["tracking"] = "123456789012", ["total"] = "129,000 KRW", ["amount"] = "129,000 KRW",
            ["days"] = "7", ["date"] = "2026-11-25", ["product"] = ko ? "소형 진공포장기" : "Small vacuum packer", ["name"] = ko ? "소형 진공포장기" : "Small vacuum packer",
            ["organization"] = ko ? "한빛정밀" : "Hanbit Precision", ["by"] = ko ? "김지원" : "Jiwon Kim", ["role"] = "Producer", ["account"] = "004 ****5678",
            ["reason"] = ko ? "서류를 확인할 때까지" : "Until the papers are checked", ["text"] = ko ? "설명서에 전원 규격을 적어 주세요." : "Please state the voltage in the manual.",
            ["after"] = "new@example.com", ["path"] = "/",
        };
    }
}
