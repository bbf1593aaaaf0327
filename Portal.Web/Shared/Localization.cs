using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Portal.Web.Shared;

/// <summary>Gives the framework's validation the portal's own texts.</summary>
public sealed class TextsLocalizer : IStringLocalizer, IStringLocalizerFactory
{
    public LocalizedString this[string name] => this[name, []];

    public LocalizedString this[string name, params object[] arguments] =>
        Texts.Has(Texts.Language, name) ? new LocalizedString(name, Texts.In(Texts.Language, name, arguments)) : new LocalizedString(name, name, resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Texts.Keys(Texts.Language).Select(k => this[k]);

    public IStringLocalizer Create(Type resourceSource) => this;

    public IStringLocalizer Create(string baseName, string location) => this;
}

/// <summary>Validation attributes without a message of their own get the text <c>error.Attribute</c>.</summary>
public sealed class ValidationTexts : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
                attribute.ErrorMessage = $"error.{attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)}";
    }

    /// <summary>What cannot be bound says so in the language of the page.</summary>
    public static void Messages(MvcOptions options)
    {
        var m = options.ModelBindingMessageProvider;
        m.SetAttemptedValueIsInvalidAccessor((_, field) => Text("error.Value", field));
        m.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Text("error.Value", ""));
        m.SetUnknownValueIsInvalidAccessor(field => Text("error.Value", field));
        m.SetNonPropertyUnknownValueIsInvalidAccessor(() => Text("error.Value", ""));
        m.SetValueIsInvalidAccessor(_ => Text("error.Value", ""));
        m.SetValueMustBeANumberAccessor(field => Text("error.Number", field));
        m.SetNonPropertyValueMustBeANumberAccessor(() => Text("error.Number", ""));
        m.SetValueMustNotBeNullAccessor(_ => Text("error.Required", ""));
        m.SetMissingBindRequiredValueAccessor(field => Text("error.Required", field));
        m.SetMissingKeyOrValueAccessor(() => Text("error.Required", ""));
        m.SetMissingRequestBodyRequiredValueAccessor(() => Text("error.Required", ""));
    }

    /// <summary>Some messages are not told their field: they stand beside it and do without its name.</summary>
    private static string Text(string key, string field) => Texts.In(Texts.Language, key, field).TrimStart(':', ' ');
}

/// <summary>The language of a request: what the person chose, Korean otherwise. Figures are read and written the same in both.</summary>
public static class LanguageChoice
{
    public const string Cookie = "language";

    private static readonly Dictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal)
    {
        ["ko"] = CultureInfo.GetCultureInfo("ko-KR"), ["en"] = CultureInfo.GetCultureInfo("en-GB"),
    };

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = Cultures.GetValueOrDefault(context.Request.Cookies[Cookie] ?? "ko") ?? Cultures["ko"];
        return next(context);
    });
}
