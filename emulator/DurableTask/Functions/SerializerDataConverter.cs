using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core.Serialization;
using Microsoft.DurableTask;

namespace Accounts.Emulator.DurableTask;

/// <summary>Writes inputs and results as the worker writes everything else, so that the app configures JSON once.</summary>
internal sealed class SerializerDataConverter(ObjectSerializer serializer) : DataConverter
{
    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) =>
        value is null ? null : serializer.Serialize(value, value.GetType(), CancellationToken.None).ToString();

    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType)
    {
        if (data is null)
            return null;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(data));
        return serializer.Deserialize(stream, targetType, CancellationToken.None)!;
    }
}
