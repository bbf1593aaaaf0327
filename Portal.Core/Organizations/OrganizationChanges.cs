using System.Text.Json;

namespace Portal.Core.Organizations;

/// <summary>The fields in which two states of an organization differ, as the audit trail keeps them.</summary>
internal static class OrganizationChanges
{
    /// <summary>The values of <paramref name="state"/> where <paramref name="other"/> has others.</summary>
    public static string Of(OrganizationState state, OrganizationState other)
    {
        var differing = Fields(state).Zip(Fields(other)).Where(p => p.First.Value != p.Second.Value).Select(p => p.First);
        return JsonSerializer.Serialize(differing.ToDictionary(f => f.Name, f => f.Value), Readable);
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (string Name, string? Value)[] Fields(OrganizationState o) =>
    [
        ("name", o.Name), ("representative", o.Representative), ("email", o.Email), ("phone", o.Phone), ("postal_code", o.PostalCode), ("address", o.Address),
        ("business_number", o.BusinessNumber), ("branch_number", o.BranchNumber), ("business_type", o.BusinessType), ("business_item", o.BusinessItem), ("tax", o.Tax.ToString()), ("region", o.Region),
        ("centre", o.CentreId?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
