using System.ComponentModel.DataAnnotations;

namespace Accounts.Billing.Reports;

/// <summary>
/// Section <c>Datev</c>: how invoices are booked in the accounting of a tax adviser. Without this section there is no such export.
/// </summary>
public sealed class DatevOptions : IValidatableObject
{
    private static readonly string[] Categories = ["S", "AE", "O", "E"];

    /// <summary>Beraternummer; 0 for none.</summary>
    public int Consultant { get; set; }

    /// <summary>Mandantennummer; 0 for none.</summary>
    public int Client { get; set; }

    /// <summary>Digits of the accounts of the ledger (Sachkontenlänge); those of debtors have one more.</summary>
    [Range(4, 8)]
    public int AccountLength { get; set; } = 4;

    /// <summary>The month in which the fiscal year begins.</summary>
    [Range(1, 12)]
    public int FiscalYearMonth { get; set; } = 1;

    /// <summary>
    /// The account of all debtors. If it is empty, each debtor has its own account: 1, then the customer number, filled with zeros in
    /// between. That requires accounts with 7 digits or more.
    /// </summary>
    public string DebtorAccount { get; set; } = "";

    /// <summary>The revenue accounts, one for each category and rate of tax that is billed.</summary>
    public IList<RevenueAccount> Revenue { get; } = [];

    /// <summary>Whether the export is set up.</summary>
    internal bool IsSet => Consultant != 0 || Client != 0 || DebtorAccount.Length > 0 || Revenue.Count > 0;

    internal string DebtorOf(string customerNumber) =>
        DebtorAccount.Length > 0 ? DebtorAccount : "1" + customerNumber.PadLeft(AccountLength, '0');

    /// <summary>The revenue account for a category and rate of tax; null if there is none.</summary>
    internal RevenueAccount? RevenueOf(string category, int rate) =>
        Revenue.FirstOrDefault(account => account.Category == category && account.Rate == rate);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
            yield break;
        if (Consultant is < 1_001 or > 9_999_999 || Client is < 1 or > 99_999 || Revenue.Count == 0)
            yield return new ValidationResult(
                "Set Datev:Consultant (1001 to 9999999), Datev:Client (1 to 99999) and Datev:Revenue together, or none of them.");
        if (DebtorAccount.Length == 0 ? AccountLength < 7 : !IsDebtor(DebtorAccount))
            yield return new ValidationResult(
                "Set Datev:DebtorAccount to an account of a debtor: one digit more than Datev:AccountLength, the first from 1 to 6. It can "
                + "be left out if Datev:AccountLength is 7 or 8.");
        if (Revenue.Any(account => !Categories.Contains(account.Category) || account.Rate is < 0 or > 10_000 || !IsRevenue(account)))
            yield return new ValidationResult(
                "Set each of Datev:Revenue to Category (S, AE, O or E), Rate in hundredths of a percent, Account with up to "
                + "Datev:AccountLength digits, and TaxKey with up to 4 digits or none.");
        if (Revenue.DistinctBy(account => (account.Category, account.Rate)).Count() != Revenue.Count)
            yield return new ValidationResult("Set Datev:Revenue once for each category and rate.");
    }

    private bool IsDebtor(string account) =>
        account.Length == AccountLength + 1 && account.All(char.IsAsciiDigit) && account[0] is >= '1' and <= '6';

    private bool IsRevenue(RevenueAccount revenue) =>
        revenue.Account is { Length: > 0 } account
        && account.Length <= AccountLength
        && account.All(char.IsAsciiDigit)
        && account.Any(digit => digit != '0')
        && (revenue.TaxKey is null || revenue.TaxKey.Length is > 0 and <= 4 && revenue.TaxKey.All(char.IsAsciiDigit));
}

/// <summary>The revenue account for one category and rate of tax.</summary>
public sealed class RevenueAccount
{
    /// <summary>UNTDID 5305 code: S, AE, O or E.</summary>
    public string Category { get; set; } = "S";

    /// <summary>In hundredths of a percent; 0 except for S.</summary>
    public int Rate { get; set; }

    /// <summary>Erlöskonto.</summary>
    public string? Account { get; set; }

    /// <summary>BU-Schlüssel; none for an account that implies its tax (Automatikkonto).</summary>
    public string? TaxKey { get; set; }
}
