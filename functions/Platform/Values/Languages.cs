using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Values;

/// <summary>Chooses the language of mails and documents, and texts by it.</summary>
public static class Languages
{
    /// <summary>The best of what the user's browser asks for; German when it asks for nothing that we have.</summary>
    public static Language Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wished))
            return Language.German;
        return wished
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant())
            .Select(code => code switch
            {
                "de" => Language.German,
                "en" => Language.English,
                "fr" => Language.French,
                "it" => (Language?)Language.Italian,
                _ => null,
            })
            .FirstOrDefault(language => language is not null) ?? Language.German;
    }

    /// <summary>The code of ISO 639-1, as HTML and PDF state it.</summary>
    public static string CodeOf(Language language) => language.Pick("de", "en", "fr", "it");

    /// <summary>The text in this language.</summary>
    public static string Pick(this Language language, string german, string english, string french, string italian) => language switch
    {
        Language.German => german,
        Language.French => french,
        Language.Italian => italian,
        _ => english,
    };
}
