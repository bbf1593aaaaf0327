using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>Turns the files of a folder into records; every field that cannot be read is an error of the log.</summary>
[Service]
public sealed class ImportParser(PortalOptions options, Clock clock)
{
    private const int CodeLength = 40;

    /// <summary>The columns of each file; those that end in an exclamation mark are required.</summary>
    private static readonly Dictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase)
    {
        ["organizations.csv"] = "code! name! kind! business_number region email phone tax centre_code cooperative_code",
        ["people.csv"] = "email! name! role! organization_code phone",
        ["products.csv"] = "code! producer_code! name! kind! category price! stock max_delivery_days tax approved_at description name_en description_en",
        ["agreements.csv"] = "product_code! valid_from! part! party_code kind! value",
        ["recruitments.csv"] = "product_code! seller_code! accepted_at",
        ["orders.csv"] = "order_no! ordered_at! channel! buyer_code! seller_code centre_code!",
        ["order_lines.csv"] = "order_no! line_no! product_code! quantity! unit_price! discount_percent",
        ["charges.csv"] = "order_no! producer_code! freight! tax",
        ["deposits.csv"] = "reference! deposited_at! amount! order_no depositor",
        ["shipments.csv"] = "order_no! producer_code! carrier_code tracking_no shipped_at! delivered_at accepted_at",
        ["returns.csv"] = "reference! order_no! line_no! quantity! returned_at! reason",
    };

    /// <summary>The names of the files that a folder may hold.</summary>
    public static IReadOnlyCollection<string> FileNames => Files.Keys;

    public ImportFolder Parse(IEnumerable<ImportTable> tables, ImportLog log)
    {
        var folder = new ImportFolder();
        foreach (var table in tables)
        {
            if (!HasColumns(table, log)) continue;
            foreach (var row in table.Rows)
            {
                if (row.Values.Count != table.Columns.Count)
                {
                    log.Error(new ImportError(table.File, row.Line, null, ImportProblem.Malformed, $"{row.Values.Count} / {table.Columns.Count}"));
                    continue;
                }

                Add(folder, new RowReader(table, row, log, options.Currency, clock));
            }
        }

        ImportShape.Check(folder, log);
        return folder;
    }

    private static bool HasColumns(ImportTable table, ImportLog log)
    {
        if (!Files.TryGetValue(table.File, out var columns))
        {
            log.Error(new ImportError(table.File, 0, null, ImportProblem.UnknownFile, null));
            return false;
        }

        var known = columns.Split(' ');
        var before = log.Errors.Count;
        foreach (var column in table.Columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase))
        {
            if (column.Count() > 1) log.Error(new ImportError(table.File, 1, column.Key, ImportProblem.DoubledColumn, null));
            if (!known.Any(k => string.Equals(k.TrimEnd('!'), column.Key, StringComparison.OrdinalIgnoreCase))) log.UnknownColumns.Add($"{table.File}: {column.Key}");
        }

        foreach (var required in known.Where(k => k.EndsWith('!')).Select(k => k.TrimEnd('!')))
            if (!table.Columns.Contains(required, StringComparer.OrdinalIgnoreCase)) log.Error(new ImportError(table.File, 1, required, ImportProblem.MissingColumn, null));
        return log.Errors.Count == before;
    }

    private static void Add(ImportFolder folder, RowReader r)
    {
        switch (r.File.ToLowerInvariant())
        {
            case "organizations.csv": Keep(folder.Organizations, Organization(r), r); break;
            case "people.csv": Keep(folder.People, new PersonRecord(r.File, r.Line, r.Text("email", 254), r.Text("name", 100), r.OneOf<Role>("role"), r.Optional("organization_code", CodeLength), r.Optional("phone", 40)), r); break;
            case "products.csv": Keep(folder.Products, Product(r), r); break;
            case "agreements.csv": Keep(folder.Agreements, Agreement(r), r); break;
            case "recruitments.csv": Keep(folder.Recruitments, new RecruitmentRecord(r.File, r.Line, r.Text("product_code", CodeLength), r.Text("seller_code", CodeLength), r.OptionalTime("accepted_at")), r); break;
            case "orders.csv": Keep(folder.Orders, Order(r), r); break;
            case "order_lines.csv": Keep(folder.OrderLines, OrderLine(r), r); break;
            case "charges.csv": Keep(folder.Charges, new ChargeRecord(r.File, r.Line, r.Text("order_no", CodeLength), r.Text("producer_code", CodeLength), r.Amount("freight"), r.OneOf<TaxClass>("tax", TaxClass.Standard)), r); break;
            case "deposits.csv": Keep(folder.Deposits, new DepositRecord(r.File, r.Line, r.Text("reference", 60), r.Time("deposited_at"), r.Amount("amount", least: 1), r.Optional("order_no", CodeLength), r.Optional("depositor", 100)), r); break;
            case "shipments.csv": Keep(folder.Shipments, Shipment(r), r); break;
            case "returns.csv": Keep(folder.Returns, new ReturnRecord(r.File, r.Line, r.Text("reference", 60), r.Text("order_no", CodeLength), (int)r.Whole("line_no", 1, 10_000), r.Whole("quantity", 1, 1_000_000), r.Time("returned_at"), r.OneOf<ReturnReason>("reason", ReturnReason.Other)), r); break;
        }
    }

    private static void Keep<T>(List<T> list, T record, RowReader reader)
    {
        if (reader.IsGood) list.Add(record);
    }

    private static OrganizationRecord Organization(RowReader r) =>
        new(r.File, r.Line, r.Text("code", CodeLength), r.Text("name", 200), r.OneOf<OrganizationKind>("kind"))
        {
            BusinessNumber = r.Optional("business_number", 20), Region = r.Optional("region", 60), Email = r.Optional("email", 254), Phone = r.Optional("phone", 40),
            Tax = r.OneOf("tax", (TaxKind?)TaxKind.Business), CentreCode = r.Optional("centre_code", CodeLength), CooperativeCode = r.Optional("cooperative_code", CodeLength),
        };

    private static ProductRecord Product(RowReader r) =>
        new(r.File, r.Line, r.Text("code", CodeLength), r.Text("producer_code", CodeLength), new ProductContent
        {
            Kind = r.OneOf<ProductKind>("kind"), Name = r.Text("name", 200), NameEn = r.Optional("name_en", 200), Price = r.Amount("price"),
            Description = r.Optional("description", ProductContent.MaxText), DescriptionEn = r.Optional("description_en", ProductContent.MaxText),
            Tax = r.OneOf("tax", (TaxClass?)TaxClass.Standard),
        })
        {
            Category = r.Optional("category", CodeLength), Stock = r.Whole("stock", 0, ProductContent.MaxStock, 0),
            MaxDeliveryDays = (int)r.Whole("max_delivery_days", 0, Supply.MaxDays, 14), ApprovedAt = r.OptionalTime("approved_at"),
        };

    private static AgreementRecord Agreement(RowReader r)
    {
        var kind = r.OneOf<ShareKind>("kind");
        var value = kind switch { ShareKind.Fixed => r.Amount("value"), ShareKind.Rate => r.Percent("value"), _ => 0L };
        return new AgreementRecord(r.File, r.Line, r.Text("product_code", CodeLength), r.TimeToCome("valid_from"), r.OneOf<Part>("part"), r.Optional("party_code", CodeLength), kind, value);
    }

    private static OrderRecord Order(RowReader r) =>
        new(r.File, r.Line, r.Text("order_no", CodeLength), r.Time("ordered_at"), r.OneOf<OrderChannel>("channel"), r.Text("buyer_code", CodeLength), r.Text("centre_code", CodeLength))
        {
            SellerCode = r.Optional("seller_code", CodeLength),
        };

    private static OrderLineRecord OrderLine(RowReader r) =>
        new(r.File, r.Line, r.Text("order_no", CodeLength), (int)r.Whole("line_no", 1, 10_000), r.Text("product_code", CodeLength),
            r.Whole("quantity", 1, 1_000_000), r.Amount("unit_price"), r.Percent("discount_percent"));

    private static ShipmentRecord Shipment(RowReader r) =>
        new(r.File, r.Line, r.Text("order_no", CodeLength), r.Text("producer_code", CodeLength), r.Time("shipped_at"))
        {
            CarrierCode = r.Optional("carrier_code", CodeLength), TrackingNo = r.Optional("tracking_no", 60),
            DeliveredAt = r.OptionalTime("delivered_at"), AcceptedAt = r.OptionalTime("accepted_at"),
        };
}

/// <summary>What must hold within a folder, whatever the database knows: codes are named once, lines are numbered, something follows what it follows.</summary>
internal static class ImportShape
{
    public static void Check(ImportFolder f, ImportLog log)
    {
        Once(f.Organizations, o => o.Code, "code", log);
        Once(f.People, p => $"{p.Email.ToLowerInvariant()} {p.Role} {p.OrganizationCode}", "email", log);
        Once(f.Products, p => p.Code, "code", log);
        Once(f.Agreements, a => $"{a.ProductCode} {a.ValidFrom:O} {a.Part} {a.PartyCode}", "part", log);
        Once(f.Recruitments, r => $"{r.ProductCode} {r.SellerCode}", "seller_code", log);
        Once(f.Orders, o => o.OrderNo, "order_no", log);
        Once(f.OrderLines, l => $"{l.OrderNo} {l.LineNo}", "line_no", log);
        Once(f.Charges, c => $"{c.OrderNo} {c.ProducerCode}", "producer_code", log);
        Once(f.Deposits, d => d.Reference, "reference", log);
        Once(f.Returns, r => r.Reference, "reference", log);
        foreach (var order in f.OrderLines.GroupBy(l => l.OrderNo, StringComparer.Ordinal))
        {
            var expected = 1;
            foreach (var line in order.OrderBy(l => l.LineNo))
            {
                if (line.LineNo == expected++) continue;
                log.Error(new ImportError(line.File, line.Line, "line_no", ImportProblem.NotInSequence, $"{line.LineNo}"));
                break;
            }
        }

        foreach (var s in f.Shipments)
        {
            if (s.DeliveredAt < s.ShippedAt) log.Error(new ImportError(s.File, s.Line, "delivered_at", ImportProblem.NotInSequence, $"{s.DeliveredAt:s}"));
            if (s.AcceptedAt is { } a && (s.DeliveredAt is null || a < s.DeliveredAt)) log.Error(new ImportError(s.File, s.Line, "accepted_at", ImportProblem.NotInSequence, $"{a:s}"));
        }
    }

    private static void Once<T>(IEnumerable<T> records, Func<T, string> key, string column, ImportLog log) where T : ImportRecord
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in records)
            if (!seen.Add(key(record))) log.Error(new ImportError(record.File, record.Line, column, ImportProblem.Doubled, key(record)));
    }
}
