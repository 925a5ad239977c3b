using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>Section <c>Provider</c>: the selling company, as documents print it (§ 14 (4) UStG, § 35a GmbHG).</summary>
public sealed partial class ProviderOptions : IValidatableObject
{
    /// <summary>Where the provider is taxed.</summary>
    public Country Country { get; set; } = Country.DE;

    /// <summary>Whether it charges no tax at home, as a small business (§ 19 UStG).</summary>
    public bool SmallBusiness { get; set; }

    /// <summary>The company with its legal form.</summary>
    public string? Name { get; set; }

    /// <summary>Street and number.</summary>
    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    /// <summary>The number in the form that people dial.</summary>
    public string? Phone { get; set; }

    /// <summary>The address for questions.</summary>
    public string? Email { get; set; }

    /// <summary>Court, kind and number, such as Amtsgericht München, HRB 12345.</summary>
    public string? Register { get; set; }

    /// <summary>The managing directors.</summary>
    public string? Managers { get; set; }

    public string? VatId { get; set; }

    /// <summary>Its tax number, which documents to Switzerland show.</summary>
    public string? TaxNumber { get; set; }

    /// <summary>The contact for customers: a person or a team, reached by the phone and e-mail address above.</summary>
    public string? ContactPerson { get; set; }

    /// <summary>The name of its bank.</summary>
    public string? Bank { get; set; }

    /// <summary>The account to which invoices are paid.</summary>
    public string? Iban { get; set; }

    /// <summary>The code of its bank.</summary>
    public string? Bic { get; set; }

    /// <summary>Shown in place of the name above letters; from <see cref="DocumentOptions"/>.</summary>
    internal Logo? Logo { get; set; }

    /// <summary>The account number in groups, as it is printed.</summary>
    internal string GroupedIban => Values.Iban.Group(Values.Iban.Parse(Iban).Value ?? "");

    /// <summary>The currency of all prices (ISO 4217).</summary>
    public string Currency => Country == Country.CH ? "CHF" : "EUR";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Setting, string? Value)[] lines =
        [
            (nameof(Name), Name), (nameof(Street), Street), (nameof(PostalCode), PostalCode), (nameof(City), City), (nameof(Phone), Phone),
            (nameof(Register), Register), (nameof(Managers), Managers), (nameof(VatId), VatId), (nameof(TaxNumber), TaxNumber),
            (nameof(ContactPerson), ContactPerson), (nameof(Bank), Bank),
        ];
        foreach (var (setting, value) in lines)
        {
            if (Text.ParsePrinted(value, 1, 120).Fault is not null)
                yield return new ValidationResult($"Set Provider:{setting} to 1 to 120 characters, as printed in documents.");
        }

        if (EmailAddress.Parse(Email).Fault is not null)
            yield return new ValidationResult("Set Provider:Email to the address for questions about orders and invoices.");
        if (Values.Iban.Parse(Iban).Fault is not null)
            yield return new ValidationResult("Set Provider:Iban to the account that invoices are paid to, with its check digits.");
        if (Bic is null || !BicForm().IsMatch(Bic))
            yield return new ValidationResult("Set Provider:Bic to the code of the bank, 8 or 11 capital letters and digits.");
    }

    [GeneratedRegex("^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")]
    private static partial Regex BicForm();
}
