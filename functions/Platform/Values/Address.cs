namespace Accounts.Platform.Values;

/// <summary>A postal address as invoices print it, parsed from user input.</summary>
/// <param name="Street">Street or post-office box, 1 to 100 characters.</param>
/// <param name="HouseNumber">House number with its additions, up to 20 characters; null when it is part of the street.</param>
/// <param name="PostalCode">The digits of a <see cref="Platform.Values.PostalCode"/> of the country.</param>
/// <param name="City">City, 1 to 80 characters.</param>
/// <param name="Country">ISO 3166-1 code.</param>
public sealed record Address(string Street, string? HouseNumber, string PostalCode, string City, string Country)
{
    /// <summary>Parses an address in any country. Only postal codes of DE, AT and CH are checked; others must only be short.</summary>
    /// <returns>Null when there was a fault.</returns>
    public static Address? Parse(AddressForm form, Action<string, Fault> refuse)
    {
        if (!CountryCodes.Parse(form.Country).Succeeded(out var code, out var fault))
        {
            refuse("country", fault);
            return null;
        }

        return Parse(form.Street, form.HouseNumber, form.PostalCode, form.City, code, refuse);
    }

    /// <summary>Parses all parts. Every fault is passed to <paramref name="refuse"/> with the field's name in JSON.</summary>
    /// <returns>Null when there was a fault.</returns>
    public static Address? Parse(
        string? street, string? houseNumber, string? postalCode, string? city, Country country, Action<string, Fault> refuse) =>
        Parse(street, houseNumber, postalCode, city, country.ToString(), refuse);

    private static Address? Parse(
        string? street, string? houseNumber, string? postalCode, string? city, string country, Action<string, Fault> refuse)
    {
        var parsedStreet = Take("street", Text.ParsePrinted(street, 1, 100));
        var parsedNumber = Take("houseNumber", Text.ParsePrinted(houseNumber, 0, 20));
        var parsedCode = Countries.Parse(country) is { } known
            ? Take("postalCode", Platform.Values.PostalCode.Parse(postalCode, known))?.ToString()
            : Take("postalCode", Text.ParsePrinted(Notation.Pasted(postalCode), 0, 12));
        var parsedCity = Take("city", Text.ParsePrinted(city, 1, 80));
        return parsedStreet is null || parsedNumber is null || parsedCode is null || parsedCity is null
            ? null
            : new Address(parsedStreet, parsedNumber.Length == 0 ? null : parsedNumber, parsedCode, parsedCity, country);

        T? Take<T>(string field, Parsed<T> parsed)
            where T : class
        {
            if (parsed.Fault is { } fault)
                refuse(field, fault);
            return parsed.Value;
        }
    }
}
