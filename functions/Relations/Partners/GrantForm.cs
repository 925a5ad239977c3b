using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Relations.Partners;

/// <summary>One right on one product until a day, as sent in a request.</summary>
public sealed record GrantForm
{
    /// <summary>The product; see <c>GET /rights</c>.</summary>
    [Required]
    public Product? Product { get; init; }

    /// <summary>The right on that product.</summary>
    [Required]
    public Right? Right { get; init; }

    /// <summary>The last day on which it counts, in Central European time: from tomorrow to 2 years ahead.</summary>
    [Required]
    public DateOnly? Until { get; init; }

    /// <summary>For the interface's documentation.</summary>
    internal static GrantForm ExampleOn(Product product, Right right) =>
        new() { Product = product, Right = right, Until = new DateOnly(2028, 6, 30) };
}

/// <summary>Lists of grants.</summary>
public static class Grants
{
    /// <summary>Highest number of entries in a list.</summary>
    public const int Max = 50;

    /// <summary>Longest term of a grant, in years.</summary>
    public const int MostYears = 2;

    /// <summary>The complete list; null when it has errors, which are added to <paramref name="errors"/>.</summary>
    /// <param name="field">Name of the list in the body.</param>
    /// <param name="forms">The entries as sent.</param>
    /// <param name="today">The present day in Central Europe.</param>
    /// <param name="standing">Grants in force: they may be kept unchanged, even on their last day.</param>
    /// <param name="errors">Receives the errors.</param>
    public static IReadOnlyList<Grant>? Parse(
        string field, IReadOnlyList<GrantForm>? forms, DateOnly today, IReadOnlyList<Grant> standing, FieldErrors errors)
    {
        if (forms is not { Count: > 0 and <= Max })
        {
            errors.Add(
                field,
                "This is missing, empty or too long.",
                string.Create(CultureInfo.InvariantCulture, $"1 to {Max} entries with product, right and until."));
            return null;
        }

        List<Grant?> grants =
        [
            .. forms.Select(
                (form, index) => One(string.Create(CultureInfo.InvariantCulture, $"{field}/{index}"), form, today, standing, errors)),
        ];
        for (var index = 0; index < grants.Count; index++)
        {
            // Of two equal entries, the later one is reported.
            if (grants[index] is { } grant
                && grants
                    .Where(
                        (other, place) => place != index
                            && other is not null
                            && other.Covers(grant)
                            && (place < index || !grant.Covers(other)))
                    .Any())
                errors.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{field}/{index}"),
                    "Another entry includes this one.",
                    "Entries that do not include each other.");
        }

        return errors.None ? [.. grants.Select(grant => grant!)] : null;
    }

    private static Grant? One(string path, GrantForm form, DateOnly today, IReadOnlyList<Grant> standing, FieldErrors errors)
    {
        if (form.Product is null)
            errors.Add(path + "/product", "This is missing.", "One of " + Names(Enum.GetValues<Product>()) + ".");
        if (form.Right is null)
            errors.Add(path + "/right", "This is missing.", "One of " + Names(Enum.GetValues<Right>()) + ".");
        if (form.Until is null)
            errors.Add(path + "/until", "This is missing.", "The last day, as 2027-12-31.");
        if (form is not { Product: { } product, Right: { } right, Until: { } until })
            return null;

        // A grant that is kept unchanged keeps its agreed day of the month.
        var kept = standing.FirstOrDefault(grant => grant.Product == product && grant.Right == right && grant.Until == until);
        var grant = kept ?? new Grant(product, right, until);
        if (!RightCatalog.On(product).Contains(right))
            errors.Add(path + "/right", "This right does not exist on this product.", "One of " + Names(RightCatalog.On(product)) + ".");
        if ((until <= today || until > today.AddYears(MostYears)) && !(until >= today && kept is not null))
            errors.Add(path + "/until", "This day is not after today, or too far ahead.", "A day from tomorrow to 2 years ahead.");
        return grant;
    }

    private static string Names<T>(IEnumerable<T> values)
        where T : struct, Enum => string.Join(", ", values.Select(EnumNames.Of));
}
