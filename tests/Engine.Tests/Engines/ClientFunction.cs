using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Accounts.Tests.Engines;

/// <summary>The text that a function of an isolated worker gets for its Durable Functions client.</summary>
public sealed class ClientBinding
{
    public string Text { get; set; } = "";
}

/// <summary>Makes the extension create this text.</summary>
public sealed class ClientFunction(ClientBinding binding)
{
    [FunctionName(nameof(ClientFunction)), NoAutomaticTrigger]
#pragma warning disable DF0203 // Right for functions in this process; those in others get a text.
    public void Run([DurableClient] string client) => binding.Text = client;
#pragma warning restore DF0203
}
