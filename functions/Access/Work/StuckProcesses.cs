using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;

namespace Accounts.Access.Work;

/// <summary>Processes that have failed or are late, from the last check.</summary>
public sealed class StuckProcesses(WorkItems items) : IWorkSource
{
    /// <inheritdoc />
    public WorkKind Kind => WorkKind.Process;

    /// <inheritdoc />
    public async Task<WorkPage> ListAsync(PageRequest page, Language language, CancellationToken cancellationToken)
    {
        var found = await items.ListAsync<StuckProcess>(StuckProcess.Kind, page, cancellationToken);
        return new([.. found.Items.Select(item => Show(item.Value, language))], found.Next);
    }

    private static WorkItem Show(StuckProcess stuck, Language language) =>
        new(WorkKind.Process, stuck.Id, stuck.Since, "/api/processes/" + stuck.Id, (stuck.Step, language) switch
        {
            (null, Language.German) =>
                "Fehler ansehen (lastError), Ursache beheben, den Prozess unter seiner Id neu starten; siehe docs/operations.md.",
            (null, _) =>
                "Check the error (lastError), fix its cause, restart the process under its id; see docs/operations.md.",
            (_, Language.German) => "Ansehen, worauf er wartet (step, lastError); er geht von selbst weiter, sobald das wieder antwortet.",
            _ => "Check what it waits for (step, lastError). It continues automatically as soon as that answers again.",
        });
}
