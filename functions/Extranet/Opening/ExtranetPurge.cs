using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Extranet.Opening;

/// <summary>A kind of content of the extranet. Each part that stores some registers its own.</summary>
/// <param name="Kind">Key prefix of its rows.</param>
public sealed record ExtranetContent(string Kind);

/// <summary>Deletes the content of extranets that were ended long enough ago.</summary>
public sealed class ExtranetPurge(ExtranetStore extranets, IEnumerable<ExtranetContent> contents, OrganizationChanges changes)
{
    /// <summary>Rows per transaction, which may have at most 100.</summary>
    public const int PageSize = 90;

    /// <summary>
    /// Deletes a page of rows. Guards the extranet's own row, so that an extranet that is opened at this moment loses nothing.
    /// </summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DeleteSomeAsync(ExtranetRun run, CancellationToken cancellationToken)
    {
        var deleted = await changes.RunAsync<DeletedRows>(
            async () =>
            {
                var area = await extranets.FindAsync(run.OrganizationId, cancellationToken);
                if (area.Value.IsOpen || area.Value.Version != run.Version)
                    return new DeletedRows(0);
                foreach (var content in contents)
                {
                    var rows = await extranets.SomeAsync(run.OrganizationId, content.Kind, cancellationToken);
                    if (rows.Count == 0)
                        continue;
                    var change = new ChangeSet(run.OrganizationId).Guard(area);
                    foreach (var row in rows)
                        change.Delete(row);
                    return change.Gives(new DeletedRows(rows.Count));
                }

                return new DeletedRows(0);
            },
            cancellationToken);
        return deleted.OrTryLater().Count > 0;
    }

    private sealed record DeletedRows(int Count);
}
