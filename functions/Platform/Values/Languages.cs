using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Accounts.Platform.Values;

/// <summary>Chooses the language of mails and documents, and the text for a language.</summary>
public static class Languages
{
    /// <summary>The user's preferred language in the browser among those that we have; German when there is none.</summary>
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

    /// <summary>The ISO 639-1 code, for HTML and PDF.</summary>
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
