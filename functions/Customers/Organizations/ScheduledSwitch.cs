namespace Accounts.Customers.Organizations;

/// <summary>A scheduled switch of the invoice contact. An account has at most one; a newer one replaces it.</summary>
/// <param name="Id">Id of the switch, part of the id of its process.</param>
/// <param name="ContactId">The contact that invoices will go to.</param>
/// <param name="ValidFrom">Applies from the beginning of this day, in Central European time.</param>
/// <param name="By">Id of the user who decided it.</param>
public sealed record ScheduledSwitch(string Id, string ContactId, DateOnly ValidFrom, string By);
