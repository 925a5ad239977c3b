using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace Accounts.Emulator.Durable;

/// <summary>Calls about many instances.</summary>
internal sealed partial class SidecarService
{
    private const int DefaultPageSize = 100;

    public override Task<QueryInstancesResponse> QueryInstances(QueryInstancesRequest request, ServerCallContext context) => Answer(() =>
    {
        var query = request.Query;
        var size = query.MaxInstanceCount > 0 ? query.MaxInstanceCount : DefaultPageSize;
        var filter = new InstanceFilter(
            query.InstanceIdPrefix,
            query.RuntimeStatus,
            query.CreatedTimeFrom?.ToDateTimeOffset(),
            query.CreatedTimeTo?.ToDateTimeOffset());
        var rows = engine.Read(store => store.List(filter, query.ContinuationToken, size + 1));
        return new QueryInstancesResponse
        {
            OrchestrationState = { rows.Take(size).Select(row => States.Of(row, query.FetchInputsAndOutputs)) },
            ContinuationToken = rows.Count > size ? rows[size - 1].Id : null,
        };
    });

    public override Task<PurgeInstancesResponse> PurgeInstances(PurgeInstancesRequest request, ServerCallContext context) => Answer(() =>
        new PurgeInstancesResponse
        {
            DeletedInstanceCount = request.RequestCase switch
            {
                PurgeInstancesRequest.RequestOneofCase.InstanceId => engine.Purge([request.InstanceId], request.Recursive),
                PurgeInstancesRequest.RequestOneofCase.PurgeInstanceFilter => Purge(request.PurgeInstanceFilter, request.Recursive),
                _ => throw Refused(StatusCode.InvalidArgument, $"Unknown purge request type '{request.RequestCase}'."),
            },
            IsComplete = true,
        });

    private int Purge(PurgeInstanceFilter wanted, bool recursive)
    {
        var filter = new InstanceFilter(
            null, wanted.RuntimeStatus, wanted.CreatedTimeFrom?.ToDateTimeOffset(), wanted.CreatedTimeTo?.ToDateTimeOffset());
        var purged = 0;
        for (string? after = null; ;)
        {
            var rows = engine.Read(store => store.List(filter, after, DefaultPageSize));
            if (rows.Count == 0)
                return purged;
            purged += engine.Purge([.. rows.Select(row => row.Id)], recursive);
            after = rows[^1].Id;
        }
    }
}
