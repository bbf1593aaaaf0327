using Portal.Core.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Every figure of a statement, as a preview shows it and as the database keeps it.</summary>
public sealed record StatementFigures
{
    public const string Sql = """
        SELECT party_id, account, carried_in, earned, gross, carried_out, income_tax, local_tax, net, vat_in, vat, vat_paid, vat_out, transfer
        FROM statements WHERE settlement_id = @settlement ORDER BY party_id
        """;

    public StatementFigures()
    {
    }

    public StatementFigures(NewStatement s)
    {
        (PartyId, Account, CarriedIn, Earned) = (s.Balance.PartyId, s.Balance.Account, s.Balance.CarriedIn, s.Balance.Earned);
        (Gross, CarriedOut, IncomeTax, LocalTax, Net) = (s.Gross, s.CarriedOut, s.IncomeTax, s.LocalTax, s.Net);
        (VatIn, Vat, VatPaid, VatOut, Transfer) = (s.Balance.VatIn, s.Balance.Vat, s.VatPaid, s.VatOut, s.Transfer);
    }

    public long PartyId { get; init; }
    public string Account { get; init; } = "";
    public long CarriedIn { get; init; }
    public long Earned { get; init; }
    public long Gross { get; init; }
    public long CarriedOut { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long VatIn { get; init; }
    public long Vat { get; init; }
    public long VatPaid { get; init; }
    public long VatOut { get; init; }
    public long Transfer { get; init; }
}
