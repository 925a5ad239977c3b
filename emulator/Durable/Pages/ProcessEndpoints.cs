using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>
/// Orchestration instances under <c>/dev/processes</c>, the newest first: <c>?prefix=&amp;status=&amp;limit=&amp;cursor=</c>;
/// one with its history under <c>/dev/processes/{id}</c>.
/// </summary>
internal sealed class ProcessEndpoints(DurableEngine engine) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/processes", List);
        routes.MapGet("/dev/processes/{**id}", (string id) =>
            engine.FindProcess(id) is { } process
                ? DevResults.Json(Show(process.Row, process.History))
                : DevResults.NotFound("There is no orchestration instance with this id."));
    }

    private IResult List(string? prefix, string? status, int? limit, long? cursor)
    {
        var statuses = new List<OrchestrationStatus>();
        foreach (var name in status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!Enum.TryParse<OrchestrationStatus>(name, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                return DevResults.Invalid($"'status' must be one or more of {string.Join(", ", Enum.GetNames<OrchestrationStatus>())}.");
            statuses.Add(known);
        }

        var size = Math.Clamp(limit ?? 50, 1, 500);
        var rows = engine.Read(store => store.Newest(new(prefix, statuses), cursor, size + 1));
        return DevResults.Json(new
        {
            processes = rows.Take(size).Select(row => Show(row, null)).ToArray(),
            cursor = rows.Count > size ? rows[size - 1].Sequence : (long?)null,
        });
    }

    private static object Show(InstanceRow row, IReadOnlyList<HistoryEvent>? history) => new
    {
        id = row.Id,
        name = row.Name,
        status = row.Status.ToString(),
        createdAt = row.CreatedAt,
        updatedAt = row.UpdatedAt,
        parent = row.Parent?.OrchestrationInstance.InstanceId,
        customStatus = Json(row.CustomStatus),
        input = Json(row.Input),
        output = Json(row.Output),
        failure = Show(row.Failure),
        history = history is null
            ? null
            : HistoryText.Lines(history).Select(line => new { at = line.At, what = line.What, data = Json(line.Data) }).ToArray(),
    };

    private static object? Show(TaskFailureDetails? failure) => failure is null
        ? null
        : new { failure.ErrorType, failure.ErrorMessage, failure.StackTrace, innerFailure = Show(failure.InnerFailure) };

    // The output of a failed process is a sentence, not JSON.
    private static JsonNode? Json(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
