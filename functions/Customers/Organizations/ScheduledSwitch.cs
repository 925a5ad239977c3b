namespace Accounts.Customers.Organizations;

/// <summary>A switch of the invoice contact that is still to come. An account has one at most; a newer one takes its place.</summary>
/// <param name="Id">Names its process.</param>
/// <param name="ContactId">Where invoices are to go.</param>
/// <param name="ValidFrom">From the beginning of this day on, in Central European time.</param>
/// <param name="By">Id of the user who decided it.</param>
public sealed record ScheduledSwitch(string Id, string ContactId, DateOnly ValidFrom, string By);
