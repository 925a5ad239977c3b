using Accounts.Platform.Storage;
using Azure.Data.Tables;

namespace Accounts.Billing.Charges;

/// <summary>Who has something to be billed, from which day on.</summary>
public sealed class PayersDue(TableServiceClient tables) : AccountsDue(tables.GetTableClient(Tables.PayersDue), ChargeKeys.Payers);
