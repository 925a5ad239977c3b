using Accounts.Access.Rights;

namespace Accounts.Relations.Partners;

/// <summary>One line of a review: what was asked for beside what was granted.</summary>
/// <param name="Outcome">How the two compare.</param>
/// <param name="Requested">What was asked for; null for what was granted beyond that.</param>
/// <param name="Granted">What was granted; null for nothing.</param>
public sealed record GrantReview(GrantOutcome Outcome, Grant? Requested, Grant? Granted)
{
    /// <summary>Compares right by right, in the order of the request; what was granted beyond it comes last.</summary>
    public static IReadOnlyList<GrantReview> Compare(IReadOnlyList<Grant> requested, IReadOnlyList<Grant> granted)
    {
        List<GrantReview> lines = [.. requested.SelectMany(asked => Lines(asked, granted))];
        var additional = granted.Except(lines.Select(line => line.Granted).OfType<Grant>());
        return [.. lines, .. additional.Select(beyond => new GrantReview(GrantOutcome.Additional, null, beyond))];
    }

    private static List<GrantReview> Lines(Grant asked, IReadOnlyList<Grant> granted)
    {
        // Prefer a grant that lasts as long as asked, and of these the right itself. Otherwise take the one that lasts longest.
        var best = granted
            .Where(grant => grant.What.Includes(asked.What))
            .OrderByDescending(grant => grant.Until >= asked.Until)
            .ThenByDescending(grant => grant.What == asked.What)
            .ThenByDescending(grant => grant.Until)
            .FirstOrDefault();
        if (best is not null)
        {
            var outcome = best.Until < asked.Until ? GrantOutcome.Less
                : best.What == asked.What && best.Until == asked.Until ? GrantOutcome.Granted
                : GrantOutcome.More;
            return [new(outcome, asked, best)];
        }

        // Only parts were granted: some of the products, or a smaller right.
        var parts = granted
            .Where(grant => asked.What.Includes(grant.What))
            .Select(part => new GrantReview(GrantOutcome.Less, asked, part))
            .ToList();
        return parts.Count > 0 ? parts : [new(GrantOutcome.NotGranted, asked, null)];
    }
}

/// <summary>How what was granted compares to what was asked for.</summary>
public enum GrantOutcome
{
    /// <summary>As asked.</summary>
    Granted,

    /// <summary>A part of it, or for a shorter time.</summary>
    Less,

    /// <summary>More, or for a longer time.</summary>
    More,

    /// <summary>Nothing of it was granted.</summary>
    NotGranted,

    /// <summary>Not asked for, and granted.</summary>
    Additional,
}
