namespace Accounts.Emulator.Dashboard;

/// <summary>A section of the page at <c>/</c>. Sections stand in the order in which their parts are added.</summary>
public interface IDashboardSection
{
    string Title { get; }

    /// <summary>HTML below the title. Whatever comes from data is encoded with <see cref="System.Net.WebUtility.HtmlEncode(string)"/>.</summary>
    Task<string> RenderAsync(CancellationToken cancellationToken);
}
