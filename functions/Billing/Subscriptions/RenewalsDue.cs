using Accounts.Billing.Charges;
using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Who has recurring prices to be seen to. An account is listed for the earliest of their days, or a day before it: when that is
/// done, for the next one.
/// </summary>
public sealed class RenewalsDue(TableServiceClient tables)
    : AccountsDue(tables.GetTableClient(Tables.RenewalsDue), SubscriptionKeys.Accounts);
