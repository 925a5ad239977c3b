using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Accounts.Tests.Engines;

/// <summary>What a function of an isolated worker gets for a client.</summary>
public sealed class ClientBinding
{
    public string Text { get; set; } = "";
}

/// <summary>Has the extension make it.</summary>
public sealed class ClientFunction(ClientBinding binding)
{
    [FunctionName(nameof(ClientFunction)), NoAutomaticTrigger]
#pragma warning disable DF0203 // Right for functions in this process; those in others get a text.
    public void Run([DurableClient] string client) => binding.Text = client;
#pragma warning restore DF0203
}
