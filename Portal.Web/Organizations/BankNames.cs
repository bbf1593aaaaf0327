using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public static class BankNames
{
    /// <summary>The name of a bank by its code; the code itself when it is not a Korean one.</summary>
    public static string Of(string? code) => In(Texts.Language, code);

    /// <inheritdoc cref="Of"/>
    public static string In(string language, string? code) => code is null ? "–" : Texts.Has(language, $"organizations.bank.{code}") ? Texts.In(language, $"organizations.bank.{code}") : code;
}
