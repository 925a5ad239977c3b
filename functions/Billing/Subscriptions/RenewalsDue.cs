using Accounts.Billing.Charges;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Accounts with recurring prices to process. An account is listed for the earliest of their days, or for an earlier day; after that, for
/// the next one.
/// </summary>
public sealed class RenewalsDue(TableServiceClient tables)
    : AccountsDue(tables.GetTableClient(Tables.RenewalsDue), SubscriptionKeys.Accounts);
