using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>A part of the pages: its name, the view that shows it, and how it is written in a page.</summary>
public sealed record LookPart(string Key, string View, string Code);

/// <summary>One showing of a part. The suffix keeps the ids of the same part apart.</summary>
public sealed record LookSample(string Theme, bool Narrow)
{
    public string Suffix => $"{Theme}-{(Narrow ? "narrow" : "wide")}";

    /// <summary>By day and by night, wide and narrow.</summary>
    public static readonly IReadOnlyList<LookSample> All = [new("light", false), new("light", true), new("dark", false), new("dark", true)];
}

/// <summary>What a form looks like when something is wrong with it.</summary>
public sealed record LookForm
{
    [Display(Name = "shared.look.name"), Required, StringLength(40)]
    public string? Name { get; init; }

    [Display(Name = "shared.look.amount")]
    public string? Amount { get; init; }

    [Display(Name = "shared.look.day"), DataType(DataType.Date)]
    public DateOnly? Day { get; init; }

    [Display(Name = "shared.look.words"), StringLength(400)]
    public string? Words { get; init; }
}

/// <summary>
/// The parts that pages are made of, all on one page, as they really are: whoever builds a page takes them from here, whoever changes the stylesheet sees here
/// what else changes. For administrators, as it shows nothing that users need.
/// </summary>
[Roles(Role.Administrator)]
public sealed class LookController : Controller
{
    private static readonly LookPart[] Parts =
    [
        new("shared.look.head", "_Head", "<p class=\"crumb\">…</p> <div class=\"head\"><div><h1>…</h1><p>…</p></div><div class=\"acts\">…</div></div>"),
        new("shared.look.states", "_States", "<st tone=\"ok full\">…</st>  tone: ok | wait | go | bad, half | full"),
        new("shared.look.filter", "_Filter", "<nav class=\"views\">…</nav> <form class=\"bar\">…</form> <partial name=\"_Pager\"/>"),
        new("shared.look.table", "_Table", "<section class=\"sec\"><table class=\"ledger stack\"><caption class=\"vh\">… <td class=\"n\" data-l=\"…\">"),
        new("shared.look.form", "_Form", "<partial name=\"_Errors\"/> <form class=\"form\" method=\"post\"><fieldset><legend>…</legend><field for=\"Name\" hint=\"…\"/>"),
        new("shared.look.facts", "_Facts", "<dl class=\"facts\"> <ol class=\"log\"> <ul class=\"dates\"> <ol class=\"steps\">"),
        new("shared.look.notices", "_Notices", "this.Flash(\"key\") <div class=\"warn\" role=\"note\"> <p class=\"empty\">"),
        new("shared.look.todo", "_Todo", "<ul class=\"todo\"><li class=\"hot\">"),
        new("shared.look.chart", "_Chart", "@Chart.Bars(id, title, bars) <details class=\"as-table\">"),
    ];

    [HttpGet("/look")]
    public IActionResult Index() => View(Parts);
}

public sealed class LookNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role == Role.Administrator) yield return new NavItem("nav.look", "/look", "nav.portal", 90);
    }
}
