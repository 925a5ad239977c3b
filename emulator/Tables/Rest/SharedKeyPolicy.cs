using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>Signs each try of a request with the account key: SharedKeyLite for tables, over date and resource.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public string AccountName => credential.AccountName;

    public override void OnSendingRequest(HttpMessage message)
    {
        // The service compares with its own clock, so this is real time whatever the app's clock says.
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var resource = message.Request.Uri.ToUri();
        var signature = credential.Sign($"{date}\n/{credential.AccountName}{resource.AbsolutePath}");
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }
}
