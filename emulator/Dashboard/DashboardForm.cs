using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>What the dashboard's forms share: after a post, the browser returns to the page that it came from.</summary>
internal static class DashboardForm
{
    private const string Back = "back";

    /// <summary>A hidden field with the query of the form's page.</summary>
    public static Html BackTo(string? query) => Html.Of($"""<input type="hidden" name="{Back}" value="{query}">""");

    /// <summary>Runs the form's action, and redirects to the page of the form.</summary>
    /// <param name="act">The action. Its result says what is wrong with the form; null on success.</param>
    public static async Task<IResult> PostAsync(HttpRequest request, Func<IFormCollection, Task<string?>> act)
    {
        if (!request.HasFormContentType)
            return Results.Text("Send the fields as a form.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (await act(form) is { } wrong)
            return Results.Text(wrong, statusCode: StatusCodes.Status400BadRequest);

        // It begins with a slash and a question mark, so it cannot lead to another site.
        var back = form[Back].ToString();
        request.HttpContext.Response.Headers.Location = back.StartsWith('?') && back.All(c => c is > ' ' and <= '~') ? "/" + back : "/";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
