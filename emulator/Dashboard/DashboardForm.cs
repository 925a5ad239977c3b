using Microsoft.AspNetCore.Http;

namespace Accounts.Emulator.Dashboard;

/// <summary>What the dashboard's forms have in common: they lead back to where they were sent from.</summary>
internal static class DashboardForm
{
    private const string Back = "back";

    /// <summary>The page's own query, as a field of the form.</summary>
    public static Html BackTo(string? query) => Html.Of($"""<input type="hidden" name="{Back}" value="{query}">""");

    /// <summary>Does what the form wants, and answers with the page that it was on.</summary>
    /// <param name="act">What is wrong with the form; null when it is done.</param>
    public static async Task<IResult> PostAsync(HttpRequest request, Func<IFormCollection, Task<string?>> act)
    {
        if (!request.HasFormContentType)
            return Results.Text("This is not a form.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (await act(form) is { } wrong)
            return Results.Text(wrong, statusCode: StatusCodes.Status400BadRequest);

        // After a slash and a question mark it can lead nowhere else.
        var back = form[Back].ToString();
        request.HttpContext.Response.Headers.Location = back.StartsWith('?') && back.All(c => c is > ' ' and <= '~') ? "/" + back : "/";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
