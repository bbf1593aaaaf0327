using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public static class BankNames
{
    /// <summary>The name of a bank by its code; the code itself when it is not a Korean one.</summary>
    public static string Of(string? code) => code is null ? "–" : Texts.Has(Texts.Language, $"organizations.bank.{code}") ? Texts.In(Texts.Language, $"organizations.bank.{code}") : code;
}
