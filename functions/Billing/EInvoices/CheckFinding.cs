namespace Accounts.Billing.EInvoices;

/// <summary>A rule that an invoice breaks.</summary>
/// <param name="Rule">
/// Its official id: of EN 16931 (BR-…), XRechnung (BR-DE-…) or Peppol (PEPPOL-…). For a requirement of the law or of XML that has
/// no such rule: the business term (BT-…), or XML-Char.
/// </param>
/// <param name="Text">For an operator: what is wrong and what to do.</param>
public sealed record CheckFinding(string Rule, string Text);

/// <summary>A rule, as a row of a table.</summary>
/// <param name="Id">Its official id.</param>
/// <param name="Holds">Whether the subject satisfies the rule.</param>
/// <param name="Otherwise">The text for the operator if it does not.</param>
internal sealed record CheckRule<T>(string Id, Func<T, bool> Holds, Func<T, string> Otherwise)
{
    public CheckRule(string id, Func<T, bool> holds, string otherwise)
        : this(id, holds, _ => otherwise)
    {
    }

    /// <summary>Returns a finding for each rule that a subject breaks.</summary>
    public static IEnumerable<CheckFinding> Broken(IEnumerable<CheckRule<T>> rules, T subject) =>
        rules.Where(rule => !rule.Holds(subject)).Select(rule => new CheckFinding(rule.Id, rule.Otherwise(subject)));
}
