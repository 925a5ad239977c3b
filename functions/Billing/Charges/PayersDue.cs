using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>Accounts that have something to be billed, by the day from which it is due.</summary>
public sealed class PayersDue(TableServiceClient tables) : AccountsDue(tables.GetTableClient(Tables.PayersDue), ChargeKeys.Payers);
