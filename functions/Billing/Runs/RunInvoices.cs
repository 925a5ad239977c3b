using Accounts.Access;
using Accounts.Billing.Charges;
using Accounts.Billing.Invoices;
using Accounts.Customers.Organizations;
using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Runs;

/// <summary>Starts invoice runs: a timer every day, an operator by hand.</summary>
public sealed class RunInvoices(
    RunStore runs,
    RunWork work,
    RunReport report,
    OrganizationStore organizations,
    IOptions<InvoicingOptions> options,
    IOptions<ProviderOptions> provider,
    TimeProvider time)
{
    /// <summary>
    /// Every hour, at five minutes past. Starts the run of the day once its hour in Central Europe has begun, unless there is one. So a
    /// run that could not start because of a fault starts an hour later, and clock changes need no special care.
    /// </summary>
    [Function(nameof(StartInvoiceRun))]
    public async Task StartInvoiceRun(
        [TimerTrigger("0 5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient processes, CancellationToken cancellationToken)
    {
        var now = CentralEurope.Local(time.GetUtcNow());
        if (now.Hour < options.Value.RunHour)
            return;
        var day = DateOnly.FromDateTime(now.DateTime);
        var id = day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (await runs.FindAsync(id, cancellationToken) is { Value.State: RunState.Completed })
            return;
        var run = New(id, day, new RunForm());
        // If there is nothing to do on a day, only this row of the run is written.
        if (await work.IsAnyAsync(day, cancellationToken))
            await StartAsync(processes, run, cancellationToken);
        else
        {
            await runs.PutAsync(run with { State = RunState.Completed, EndedAt = run.StartedAt }, cancellationToken);
            report.Log(id, RunCounts.Nothing);
        }
    }

    [Function(nameof(CreateInvoiceRun))]
    [Allow(Who.Operator)]
    [Operation(
        "Start an invoice run",
        Description =
            "Bills what is due on the day or earlier, of all accounts or of one. Nothing is billed twice, even if several runs overlap. "
            + "A dry run only shows what would be billed.",
        Takes = typeof(RunForm),
        Gives = typeof(InvoiceRunView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true)]
    public async Task<IResult> CreateInvoiceRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoice-runs")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<RunForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var once = CreatingRequest.From(request, request.Caller().UserId, nameof(CreateInvoiceRun), form);
        if (!once.Succeeded(out var creating, out failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var errors = new FieldErrors();
        var day = form.Day ?? today;
        if (day > today || day < today.AddYears(-1))
            errors.Add("day", "This day is in the future, or too long ago.", "Today, or a day within the last year.");
        if (form.OrganizationId is { } id
            && (CustomerNumber.Parse(id).Value is null || await organizations.FindAsync(id, cancellationToken) is null))
            errors.Add("organizationId", "There is no such organization.", "A customer number.");
        if (!errors.None)
            return errors.Failure;
        // The id is made of the key, so that a repeated request finds the same run.
        var run = New($"{day:yyyy-MM-dd}-{creating.Id[..32]}", day, form);
        if (await runs.FindAsync(run.Id, cancellationToken) is { } before)
            run = before.Value;
        else
            await StartAsync(processes, run, cancellationToken);
        return Answer.Accepted("/api/invoice-runs/" + run.Id, InvoiceRunView.Of(run, RunCounts.Nothing, provider.Value.Currency));
    }

    private InvoiceRun New(string id, DateOnly day, RunForm form) => new()
    {
        Id = id,
        Day = day,
        OrganizationId = form.OrganizationId,
        IsDryRun = form.DryRun ?? false,
        State = RunState.Drafting,
        StartedAt = time.GetUtcNow(),
    };

    // The process starts before its row is written: without the row, it ends automatically, and every row has a process.
    private async Task StartAsync(DurableTaskClient processes, InvoiceRun run, CancellationToken cancellationToken)
    {
        var process = InvoiceRunProcess.IdOf(run.Id);
        if (!await processes.StartOnceAsync(nameof(InvoiceRunProcess), process, run.Id, cancellationToken))
            return;
        if (await runs.FindAsync(run.Id, cancellationToken) is null)
            await runs.PutAsync(run, cancellationToken);
        await processes.NotifyAsync(process);
    }
}

/// <summary>The body of a new run.</summary>
public sealed record RunForm
{
    /// <summary>Charges that are due on this day or before are billed; by default today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The only account that it is for; by default all.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether it only shows what would be billed.</summary>
    public bool? DryRun { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static RunForm Example { get; } = new() { DryRun = true };
}
