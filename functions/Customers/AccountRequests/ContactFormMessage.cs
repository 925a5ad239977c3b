using System.ComponentModel.DataAnnotations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.AccountRequests;

/// <summary>A message of the contact form.</summary>
public sealed record ContactFormMessage
{
    /// <summary>Which form it was, 1 to 60 characters.</summary>
    [Required]
    [StringLength(60, MinimumLength = 1)]
    public string? FormId { get; init; }

    /// <summary>When the form was sent.</summary>
    [Required]
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>E-mail address of an existing user, or of somebody to invite; becomes the owner.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>Vorname</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? FirstName { get; init; }

    /// <summary>Nachname</summary>
    [Required]
    [StringLength(80, MinimumLength = 1)]
    public string? LastName { get; init; }

    /// <summary>Printed on invoices.</summary>
    [Required]
    public CompanyForm? Company { get; init; }

    /// <summary>The message, up to 4,000 characters on several lines.</summary>
    [StringLength(4_000)]
    public string? Message { get; init; }

    /// <summary>Language of the mails about the request; English when absent, since the form is for countries without German.</summary>
    public Language? Language { get; init; }

    /// <summary>A hidden field that only programs fill in. A message with any text in it is dropped.</summary>
    public string? Website { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static ContactFormMessage Example { get; } = new()
    {
        FormId = "new-customer",
        SubmittedAt = new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero),
        Email = "claire@dupont.example",
        FirstName = "Claire",
        LastName = "Dupont",
        Company = new()
        {
            Name = "Dupont Télécom SARL",
            Address = new() { Street = "Rue de la Paix", HouseNumber = "5", PostalCode = "75002", City = "Paris", Country = "FR" },
        },
        Message = "We need five SIP trunks.",
    };

    /// <summary>Makes the request from the message. Reports all faults at once.</summary>
    public Outcome<AccountRequest> ToRequest(string id, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var form = errors.Take("formId", Text.Parse(FormId, 1, 60));
        if (SubmittedAt is null)
            errors.Add("submittedAt", "This is missing.", "A time such as 2026-12-31T12:00:00Z.");
        var email = errors.Take("email", EmailAddress.Parse(Email));
        var name = PersonName.Parse(FirstName, LastName, (field, fault) => errors.Add(field, fault.Problem, fault.Expected));
        var company = CompanyOf(errors);
        var message = errors.Take("message", Text.ParseLines(Message, 0, 4000));
        if (!errors.None)
            return errors.Failure;
        return new AccountRequest
        {
            Id = id,
            FormId = form!,
            SubmittedAt = SubmittedAt!.Value,
            ReceivedAt = now,
            Email = email!.ToString(),
            EmailKey = email.Key,
            FirstName = name!.First,
            LastName = name.Last,
            Company = company!,
            Message = string.IsNullOrEmpty(message) ? null : message,
            Language = Language ?? Platform.Values.Language.English,
            State = AccountRequestState.Pending,
        };
    }

    // The formats of postal codes depend on the country. Sales knows them; this code does not check them.
    private Company? CompanyOf(FieldErrors errors)
    {
        if (errors.Section("company", Company) is null)
            return null;
        var name = errors.Take("company/name", Text.ParsePrinted(Company!.Name, 1, 120));
        if (errors.Section("company/address", Company.Address) is not { } address)
            return null;
        var street = errors.Take("company/address/street", Text.ParsePrinted(address.Street, 1, 100));
        var houseNumber = address.HouseNumber is null
            ? null
            : errors.Take("company/address/houseNumber", Text.ParsePrinted(address.HouseNumber, 1, 20));
        var postalCode = errors.Take("company/address/postalCode", Text.ParsePrinted(Notation.Pasted(address.PostalCode), 0, 12));
        var city = errors.Take("company/address/city", Text.ParsePrinted(address.City, 1, 80));
        var country = errors.Take("company/address/country", CountryCodes.Parse(address.Country));
        return errors.None ? new(name!, new Address(street!, houseNumber, postalCode!, city!, country!)) : null;
    }
}
