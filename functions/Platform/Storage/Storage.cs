using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Accounts.Platform.Storage;

/// <summary>
/// Section <c>Storage</c>: the account that holds tables and documents. Either the connection string, or both addresses.
/// </summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>A connection string, e.g. <c>UseDevelopmentStorage=true</c> for Azurite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The address of the Table service, used with the app's own identity. Deployments set it.</summary>
    [Address(ErrorMessage = "Storage:TableServiceUri must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri? TableServiceUri { get; set; }

    /// <summary>The address of the Blob service of the same account; goes with <see cref="TableServiceUri"/>.</summary>
    [Address(ErrorMessage = "Storage:BlobServiceUri must be an absolute HTTPS address; HTTP is for localhost only.")]
    public Uri? BlobServiceUri { get; set; }

    /// <summary>Creates a client from the connection string.</summary>
    /// <exception cref="InvalidDataException">The connection string is not valid.</exception>
    internal static T Connect<T>(Func<T> client)
    {
        try
        {
            return client();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // Without the original message, because it may repeat the string, which contains the key.
            throw new InvalidDataException("Storage:ConnectionString is not a connection string of a storage account.");
        }
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == TableServiceUri is null)
            yield return new ValidationResult("Set exactly one of Storage:ConnectionString and Storage:TableServiceUri.");
        else if (TableServiceUri is null != BlobServiceUri is null)
            yield return new ValidationResult(
                "Set Storage:TableServiceUri and Storage:BlobServiceUri together, or Storage:ConnectionString alone.");
    }
}

/// <summary>The tables of this product and their registration.</summary>
public static class Tables
{
    /// <summary>All rows of organizations, one partition per organization.</summary>
    public const string Organizations = nameof(Organizations);

    /// <summary>Rows of users across organizations, one partition per user.</summary>
    public const string Users = nameof(Users);

    /// <summary>Requests from contact forms, in one partition.</summary>
    public const string AccountRequests = nameof(AccountRequests);

    /// <summary>The items that can be ordered, in one partition.</summary>
    public const string Catalog = nameof(Catalog);

    /// <summary>Payers with something to be billed, by shard and by the day from which it is due.</summary>
    public const string PayersDue = nameof(PayersDue);

    /// <summary>Accounts whose recurring prices must be processed, by shard and by the day from which they are due.</summary>
    public const string RenewalsDue = nameof(RenewalsDue);

    /// <summary>Numbers of invoices, in one partition per series.</summary>
    public const string InvoiceNumbers = nameof(InvoiceNumbers);

    /// <summary>All invoice runs in one partition, and the work of each run in its own partition.</summary>
    public const string InvoiceRuns = nameof(InvoiceRuns);

    /// <summary>Invoices that wait for a review by a person, in one partition per reason.</summary>
    public const string InvoiceReviews = nameof(InvoiceReviews);

    /// <summary>Invoices that are not fully paid, by shard and by due date.</summary>
    public const string InvoicesOpen = nameof(InvoicesOpen);

    /// <summary>Bank transfers: the invoice to which each one belongs, and the accounts for which a known sender pays.</summary>
    public const string Transfers = nameof(Transfers);

    /// <summary>The search index of organizations, in one partition.</summary>
    public const string OrganizationSearch = nameof(OrganizationSearch);

    /// <summary>The orders of all organizations as operators list them, in one partition.</summary>
    public const string OrderListings = nameof(OrderListings);

    /// <summary>Work for operators that no other table lists, in one partition per kind.</summary>
    public const string WorkItems = nameof(WorkItems);

    /// <summary>All tables. Missing ones are created at start.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Organizations,
        Users,
        AccountRequests,
        Catalog,
        PayersDue,
        RenewalsDue,
        InvoiceNumbers,
        InvoiceRuns,
        InvoiceReviews,
        InvoicesOpen,
        Transfers,
        OrganizationSearch,
        OrderListings,
        WorkItems,
    ];

    /// <summary>Adds the table service and makes sure that the tables exist before the first request.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var client = new TableClientOptions();
            // A host outside Azure may bring its own storage service.
            if (provider.GetService<HttpPipelineTransport>() is { } transport)
                client.Transport = transport;
            client.AddPolicy(new ThrottlingPolicy(provider.GetRequiredService<Counters>()), HttpPipelinePosition.PerRetry);
            return options.TableServiceUri is { } address
                ? new TableServiceClient(address, provider.GetRequiredService<TokenCredential>(), client)
                : StorageOptions.Connect(() => new TableServiceClient(options.ConnectionString, client));
        });
        return services.AddHostedService<TableMaker>();
    }

    private sealed class TableMaker(TableServiceClient tables) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            try
            {
                await Task.WhenAll(All.Select(table => tables.CreateTableIfNotExistsAsync(table, cancellationToken)));
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException { InnerException: RequestFailedException })
            {
                throw new IOException(
                    "The tables cannot be created or reached: the storage service set in Storage does not answer, or refuses this app.",
                    e);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
