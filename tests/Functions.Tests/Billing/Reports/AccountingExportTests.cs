using System.Globalization;
using System.Text;
using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Billing.Reports;

namespace Accounts.Tests.Billing.Reports;

/// <summary>The files for accounting, byte by byte.</summary>
public sealed class AccountingExportTests
{
    private static readonly ReportMonth March = new(new DateOnly(2027, 3, 1));

    [Theory]
    [InlineData("Palmer GmbH", "Palmer GmbH")]
    [InlineData("Palmer, Söhne", "\"Palmer, Söhne\"")]
    [InlineData("\"Palmer\"", "\"\"\"Palmer\"\"\"")]
    [InlineData("=HYPERLINK(\"http://a\")", "\"'=HYPERLINK(\"\"http://a\"\")\"")]
    [InlineData("+49 Bau", "'+49 Bau")]
    [InlineData("-Minus-", "'-Minus-")]
    [InlineData("@Home", "'@Home")]
    [InlineData("\tTab", "'\tTab")]
    [InlineData("\rA", "\"'\rA\"")]
    [InlineData(null, "")]
    public void No_text_is_a_formula_to_spreadsheets(string? text, string cell) => Assert.Equal(cell, AccountingCsv.Text(text));

    [Fact]
    public void Csv_has_a_line_for_each_tax_and_negative_amounts_stay_numbers()
    {
        var lines = Encoding.UTF8.GetString(AccountingCsv.Write([Entry(), Cancelled()])).Split("\r\n");
        Assert.StartsWith("number,kind,date,dueDate,customerNumber,", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "RE-2027-000001,invoice,2027-03-01,2027-03-15,1234567,Müller & Söhne GmbH,DE,DE136695976,DE,EUR,"
                + "1,2,S,19.00,,100.00,19.00,119.00,transfer,,2027-02-01,2027-02-28",
            lines[1]);
        Assert.EndsWith(",2,2,S,7.00,,50.00,3.50,53.50,transfer,,2027-02-27,2027-02-27", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",S,19.00,,-100.00,-19.00,-119.00,transfer,RE-2027-000001,,", lines[3], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        Assert.Equal("", lines[4]);
    }

    [Fact]
    public void A_booking_batch_has_the_header_and_125_columns_of_the_format()
    {
        Assert.Equal(125, DatevColumns.Names.Count);
        Assert.Equal(
            ("Belegdatum", "Buchungstext", "Abw. Skontokonto"),
            (DatevColumns.Names[9], DatevColumns.Names[13], DatevColumns.Names[124]));
        var lines = Batch(Options(), Entry(), Cancelled()).Split("\r\n");

        Assert.Equal(
            "\"EXTF\";700;21;\"Buchungsstapel\";13;20270401103000000;;\"RE\";\"\";\"\";29098;55003;20270101;4;20270301;20270331;"
                + "\"Ausgangsrechnungen 2027-03\";\"\";1;0;0;\"EUR\";;\"\";;;\"\";;;\"\";\"\"",
            lines[0]);
        Assert.Equal(31, lines[0].Split(';').Length);
        Assert.All(lines[1..^1], line => Assert.Equal(125, line.Split(';').Length));
        Assert.StartsWith(
            "119,00;\"S\";\"EUR\";;;\"\";10000;8400;\"\";0103;\"RE-2027-000001\";\"150327\";;\"Müller & Söhne GmbH\";",
            lines[2], StringComparison.Ordinal);
        Assert.StartsWith("53,50;\"S\";\"EUR\";;;\"\";10000;8300;\"0002\";0103;", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("119,00;\"H\";\"EUR\";;;\"\";10000;8400;\"\";0203;\"ST-2027-000001\";\"\";", lines[4], StringComparison.Ordinal);
        Assert.Contains("\"Kundennummer\";\"1234567\";\"Storno zu\";\"RE-2027-000001\";", lines[4], StringComparison.Ordinal);
        // The columns from the lock on: the last day of supply, the date of the tax, the due date.
        Assert.Contains(";0;28022027;01032027;15032027;", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"Leistungszeitraum\";\"01.02.2027 - 28.02.2027\";", lines[2], StringComparison.Ordinal);
        Assert.Contains(";0;27022027;01032027;15032027;", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain("Leistungszeitraum", lines[3], StringComparison.Ordinal);
        // Without a day of supply there is no date of the tax either: the date of the document counts.
        Assert.Contains(";0;;;;", lines[4], StringComparison.Ordinal);
        Assert.Equal(
            ("Leistungsdatum", "Datum Zuord. Steuerperiode"), (DatevColumns.Names[114], DatevColumns.Names[115]));
    }

    [Fact]
    public void A_tax_without_an_account_and_bookings_of_nothing_are_left_to_people_and_left_out()
    {
        var other = Entry() with { Taxes = [new("AE", 0, 100, 0, "VATEX-EU-AE")] };
        Assert.IsType<NoRevenueAccount>(new DatevBatch(Options(), March, App.Start).Write([other]).Failure);
        Assert.Equal(3, Batch(Options(), Entry() with { Taxes = [new("AE", 0, 0, 0, "VATEX-EU-AE")] }).Split("\r\n").Length);
    }

    [Fact]
    public void Debtors_have_accounts_of_their_own_where_those_are_long_enough()
    {
        var options = Options();
        (options.AccountLength, options.DebtorAccount) = (7, "");
        Assert.Contains(";11234567;8400;", Batch(options, Entry()), StringComparison.Ordinal);
        options.AccountLength = 8;
        Assert.Contains(";101234567;8400;", Batch(options, Entry()), StringComparison.Ordinal);
        Assert.Empty(options.Validate(new(options)));
    }

    [Theory]
    [InlineData("Škoda Łódź", "Škoda ?ódz")]
    [InlineData("Kraków – „Café“ €", "Kraków – „Café“ €")]
    [InlineData("東京\n", "?? ")]
    [InlineData("\uFF02quoted", "?quoted")]
    [InlineData("Mu\u0308ller 😀", "Müller ?")]
    public void What_windows_1252_lacks_is_replaced(string text, string plain)
    {
        Assert.Equal(plain, DatevText.Plain(text));
        Assert.Equal(plain.Length, DatevText.Encode(plain).Length);
    }

    [Fact]
    public void Settings_are_all_or_none_and_their_accounts_fit()
    {
        Assert.Empty(new DatevOptions().Validate(new(new object())));
        Assert.Empty(Options().Validate(new(new object())));
        Assert.NotEmpty(new DatevOptions { Client = 1 }.Validate(new(new object())));
        Action<DatevOptions>[] faults =
        [
            options => options.DebtorAccount = "70000", options => options.DebtorAccount = "1000", options => options.DebtorAccount = "",
            options => options.Consultant = 1_000,
            options => options.Revenue.Add(new() { Category = "S", Rate = 1_900, Account = "8401" }),
            options => options.Revenue.Add(new() { Category = "X", Account = "8401" }),
            options => options.Revenue.Add(new() { Category = "O", Account = "84011" }),
            options => options.Revenue.Add(new() { Category = "O", Account = "8401", TaxKey = "12345" }),
        ];
        Assert.All(faults, fault =>
        {
            var options = Options();
            fault(options);
            Assert.NotEmpty(options.Validate(new(new object())));
        });
    }

    private static string Batch(DatevOptions options, params RegisterEntry[] entries)
    {
        var at = DateTimeOffset.Parse("2027-04-01T08:30:00Z", CultureInfo.InvariantCulture);
        Assert.True(new DatevBatch(options, March, at).Write(entries).Succeeded(out var file, out _));
        return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
    }

    private static DatevOptions Options()
    {
        var options = new DatevOptions { Consultant = 29_098, Client = 55_003, DebtorAccount = "10000" };
        options.Revenue.Add(new() { Category = "S", Rate = 1_900, Account = "8400" });
        options.Revenue.Add(new() { Category = "S", Rate = 700, Account = "8300", TaxKey = "2" });
        return options;
    }

    private static RegisterEntry Entry() => new()
    {
        Number = "RE-2027-000001",
        Kind = DocumentKind.Invoice,
        Date = new(2027, 3, 1),
        DueOn = new(2027, 3, 15),
        OrganizationId = "1234567",
        InvoiceId = "1",
        Customer = "Müller & Söhne GmbH",
        CustomerCountry = "DE",
        CustomerVatId = "DE136695976",
        SellerCountry = "DE",
        Currency = "EUR",
        Means = PaymentMeans.Transfer,
        Taxes =
        [
            new("S", 1_900, 10_000, 1_900, null) { SuppliedFrom = new(2027, 2, 1), SuppliedTo = new(2027, 2, 28) },
            new("S", 700, 5_000, 350, null) { SuppliedFrom = new(2027, 2, 27), SuppliedTo = new(2027, 2, 27) },
        ],
    };

    private static RegisterEntry Cancelled() => Entry() with
    {
        Number = "ST-2027-000001",
        Kind = DocumentKind.PartialCancellation,
        Date = new(2027, 3, 2),
        DueOn = null,
        RefersTo = "RE-2027-000001",
        Taxes = [new("S", 1_900, -10_000, -1_900, null)],
    };
}
