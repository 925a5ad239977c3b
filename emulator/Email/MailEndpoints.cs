using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Email;

/// <summary>The outbox under <c>/dev/mails</c>.</summary>
internal sealed class MailEndpoints(Outbox outbox) : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/mails", (string? to) => DevResults.Json(outbox.List(to).ToArray()));
        routes.MapGet("/dev/mails/{id:guid}", (Guid id) =>
            outbox.Find(id) is { } mail ? DevResults.Json(mail) : DevResults.NotFound("There is no mail with this id."));
        routes.MapGet("/dev/mails/{id:guid}/attachments/{name}", (Guid id, string name) =>
            outbox.Find(id)?.Attachments.FirstOrDefault(attachment => attachment.Name == name) is { } found
                ? Results.Bytes(found.Content, found.ContentType, found.Name)
                : DevResults.NotFound("There is no attachment with this name."));
    }
}
