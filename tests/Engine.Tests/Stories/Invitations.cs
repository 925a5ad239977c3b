using System.Text.Json.Nodes;

namespace Accounts.Tests.Stories;

/// <summary>Request bodies for invitations.</summary>
internal static class Invitations
{
    public static JsonObject To(string email) => new() { ["email"] = email, ["role"] = "employee" };
}
