using Accounts.Access.Work;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.AccountRequests;

/// <summary>Lists undecided requests for accounts as work for operators.</summary>
public sealed class AccountRequestWork(AccountRequestStore requests) : IWorkSource
{
    /// <inheritdoc />
    public WorkKind Kind => WorkKind.AccountRequest;

    /// <inheritdoc />
    public async Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken)
    {
        var nextStep = language == Language.German
            ? "Ansehen und entscheiden: annehmen (POST …/approve) oder mit Begründung ablehnen (POST …/reject)."
            : "Review it and decide: approve (POST …/approve), or reject with a reason (POST …/reject).";
        var found = await requests.ListWaitingAsync(page, cancellationToken);
        return new(
            [.. found.Items.Select(item => item.Value).Select(waiting =>
                new WorkItem(Kind, waiting.Id, waiting.ReceivedAt, "/api/account-requests/" + waiting.Id, nextStep))],
            found.Next);
    }
}
