using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>What kind of day a date is, in words: the script of date fields asks when another one is chosen.</summary>
[AllowAnonymous]
public sealed class HolidaysController(DayNote note) : Controller
{
    [HttpGet("/holidays/{day}")]
    public IActionResult Details(string day)
    {
        if (!DayNote.TryRead(day, out var date)) return NotFound();
        Response.Headers.CacheControl = "private, max-age=86400";
        return Content(note.Of(date));
    }
}

/// <summary>A date with its weekday and why nobody works on it.</summary>
[Service]
public sealed class DayNote(Show show, Texts texts, BusinessDays days)
{
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out day);

    public string Of(DateOnly day) => days.HolidayOn(day) is { } holiday ? $"{show.Day(day)} {texts.Of(holiday)}" : days.IsOff(day) ? $"{show.Day(day)} {texts["shared.weekend"]}" : show.Day(day);
}
