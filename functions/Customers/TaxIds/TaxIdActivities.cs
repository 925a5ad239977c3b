using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Customers.TaxIds;

/// <summary>The side effects of <see cref="TaxIdCheckProcess"/>. Each may run twice with the same result.</summary>
public sealed partial class TaxIdActivities(
    OrganizationStore organizations, TaxIdResults results, IEnumerable<ITaxRegister> registers, ILogger<TaxIdActivities> logger)
{
    /// <summary>
    /// Asks the register and writes the answer to the account. An outage is written only where nothing is known yet: it says nothing
    /// about the id and must not replace an earlier answer.
    /// </summary>
    [Function(nameof(AskTaxRegister))]
    public async Task<TaxIdFinding> AskTaxRegister([ActivityTrigger] TaxIdCheck check, CancellationToken cancellationToken)
    {
        if (await organizations.FindAccountAsync(check.OrganizationId, cancellationToken) is not { } account
            || account.Value.VatId != check.VatId)
            return new TaxIdFinding(TaxIdFinding.Superseded);

        // Only self-service accounts have a VAT id, and they are in one of these countries.
        var country = Enum.Parse<Country>(account.Value.Country);
        var vatId = VatId.Parse(check.VatId, country).Value ?? throw new InvalidDataException("The account has an invalid VAT id.");
        var answer = await registers.Single(register => register.Covers(country)).AskAsync(vatId, cancellationToken);
        var (finding, change) = Judge(answer);
        if (answer is Unavailable { Retriable: false } lasting)
            LogRefused(logger, country, lasting.Reason);
        return await results.TryWriteAsync(check.OrganizationId, check.VatId, change, cancellationToken)
            ? finding
            : new TaxIdFinding(TaxIdFinding.Superseded);
    }

    private static (TaxIdFinding Finding, Func<CustomerAccount, CustomerAccount> Change) Judge(RegisterAnswer answer) => answer switch
    {
        Registered registered => (
            new TaxIdFinding(TaxIdFinding.Verified),
            account => account with
            {
                TaxIdStatus = TaxIdStatus.Verified,
                TaxIdEvidence = new TaxIdEvidence(registered.ConsultationNumber, registered.At, registered.Name, registered.Address),
            }),
        NotRegistered => (
            new TaxIdFinding(TaxIdFinding.Unverified),
            account => account with { TaxIdStatus = TaxIdStatus.Unverified, TaxIdEvidence = null }),
        Unavailable unavailable => (
            new TaxIdFinding(TaxIdFinding.Unavailable, unavailable.Reason, unavailable.Retriable),
            account => account.TaxIdStatus == TaxIdStatus.Pending ? account with { TaxIdStatus = TaxIdStatus.Unavailable } : account),
        _ => throw new InvalidOperationException($"A register cannot answer {answer.GetType().Name}."),
    };

    [LoggerMessage(
        LogLevel.Error,
        "The tax register for {Country} refuses our requests with {Reason}; they are retried, but an operator must check the settings")]
    private static partial void LogRefused(ILogger logger, Country country, string reason);
}
