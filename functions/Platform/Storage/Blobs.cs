using Accounts.Platform.Telemetry;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Storage;

/// <summary>The blob container for documents, in the same storage account as the tables.</summary>
public static class Blobs
{
    /// <summary>The only container. A policy in the deployment prevents everyone from changing or deleting its blobs.</summary>
    public const string Documents = "documents";

    /// <summary>Adds the container and makes sure that it exists before the first request. Call it after AddTables.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var client = new BlobClientOptions();
            TakeRetriesOfTables(client.Retry);
            // A host outside Azure may bring its own storage service.
            if (provider.GetService<HttpPipelineTransport>() is { } transport)
                client.Transport = transport;
            client.AddPolicy(new ThrottlingPolicy(provider.GetRequiredService<Counters>()), HttpPipelinePosition.PerRetry);
            var service = options.BlobServiceUri is { } address
                ? new BlobServiceClient(address, provider.GetRequiredService<TokenCredential>(), client)
                : StorageOptions.Connect(() => new BlobServiceClient(options.ConnectionString, client));
            return service.GetBlobContainerClient(Documents);
        });
        return services.AddHostedService<ContainerMaker>();
    }

    // By default the blob client retries for minutes, longer than any caller waits.
    private static void TakeRetriesOfTables(RetryOptions retry)
    {
        var tables = new TableClientOptions().Retry;
        (retry.Mode, retry.MaxRetries, retry.NetworkTimeout) = (tables.Mode, tables.MaxRetries, tables.NetworkTimeout);
        (retry.Delay, retry.MaxDelay) = (tables.Delay, tables.MaxDelay);
    }

    private sealed class ContainerMaker(BlobContainerClient documents, IOptions<StorageOptions> options) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            try
            {
                // A deployment creates the container with its policy. A container created by the app would have none.
                if (options.Value.BlobServiceUri is null)
                    await documents.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                else if (!await documents.ExistsAsync(cancellationToken))
                    throw new InvalidDataException(
                        "The container of documents is missing from the account that Storage:BlobServiceUri names.");
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException { InnerException: RequestFailedException })
            {
                throw new IOException(
                    "The container of documents cannot be created or reached: the storage service set in Storage does not answer, "
                        + "or refuses this app.",
                    e);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
