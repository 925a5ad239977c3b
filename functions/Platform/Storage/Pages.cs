using Accounts.Platform.Http;

namespace Accounts.Platform.Storage;

public static class Pages
{
    /// <summary>A page of documents as the interface returns it.</summary>
    public static PageView<TView> Show<T, TView>(this Slice<T> page, Func<T, TView> show) =>
        new([.. page.Items.Select(item => show(item.Value))], PageRequest.CursorAfter(page.Next));
}
