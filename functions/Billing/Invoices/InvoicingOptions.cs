using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Billing.Invoices;

/// <summary>Section <c>Invoicing</c>: how invoices are made, numbered and paid.</summary>
public sealed class InvoicingOptions : IValidatableObject
{
    /// <summary>Where reports of invoice runs are mailed to.</summary>
    public string? ReportAddress { get; set; }

    /// <summary>Days from the invoice date to the due date.</summary>
    [Range(0, 180)]
    public int PaymentDays { get; set; } = 14;

    /// <summary>Days within which a discount for early payment (Skonto) is given; 0 for none.</summary>
    [Range(0, 180)]
    public int EarlyPaymentDays { get; set; }

    /// <summary>That discount, in hundredths of a percent.</summary>
    [Range(0, 2_000)]
    public int EarlyPaymentDiscount { get; set; }

    /// <summary>First part of the numbers of invoices.</summary>
    public string InvoicePrefix { get; set; } = "RE";

    /// <summary>First part of the numbers of cancellations.</summary>
    public string CancellationPrefix { get; set; } = "ST";

    /// <summary>Digits of a number, with leading zeros.</summary>
    [Range(4, 9)]
    public int NumberDigits { get; set; } = 6;

    /// <summary>Maximum number of lines of one invoice. Further lines go into another invoice.</summary>
    [Range(40, 500)]
    public int MaxLines { get; set; } = 500;

    /// <summary>The hour of the day, in Central European time, from which the daily invoice run starts.</summary>
    [Range(0, 23)]
    public int RunHour { get; set; } = 5;

    /// <summary>Hours between draft and finalization, in which an operator can hold or drop a draft.</summary>
    [Range(0, 240)]
    public int GraceHours { get; set; } = 2;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EmailAddress.Parse(ReportAddress).Fault is not null)
            yield return new ValidationResult("Set Invoicing:ReportAddress to the e-mail address that gets the reports of invoice runs.");
        if (!IsPrefix(InvoicePrefix) || !IsPrefix(CancellationPrefix) || InvoicePrefix == CancellationPrefix)
            yield return new ValidationResult(
                "Set Invoicing:InvoicePrefix and :CancellationPrefix to two different texts of 1 to 6 capital letters.");
    }

    private static bool IsPrefix(string? prefix) => prefix is { Length: >= 1 and <= 6 } && prefix.All(char.IsAsciiLetterUpper);
}
