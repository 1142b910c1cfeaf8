using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Binnacle.Platform.Data;

/// <summary>How a value of one database becomes the same value in the other: through the model's own type.</summary>
internal sealed partial class CopiedColumn(IColumn from, IColumn to)
{
    private readonly RelationalTypeMapping source = from.StoreTypeMapping;
    private readonly RelationalTypeMapping target = to.StoreTypeMapping;
    private readonly Func<DbDataReader, int, object> read = ReaderOf(Stored(from.StoreTypeMapping));

    public string Name => to.Name;

    /// <summary>Without its length: <c>character varying(80)</c> → <c>character varying</c>.</summary>
    public string TargetType { get; } = Length().Replace(to.StoreType, "");

    public object? Read(DbDataReader reader, int index)
    {
        if (reader.IsDBNull(index))
            return null;
        var value = read(reader, index);
        value = source.Converter is { } parse ? parse.ConvertFromProvider(value)! : value;
        return target.Converter is { } write ? write.ConvertToProvider(value) : value;
    }

    private static Type Stored(RelationalTypeMapping mapping)
    {
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<DbDataReader, int, object> ReaderOf(Type type) =>
        type == typeof(Guid) ? (reader, index) => reader.GetFieldValue<Guid>(index)
        : type == typeof(bool) ? (reader, index) => reader.GetFieldValue<bool>(index)
        : type == typeof(byte) ? (reader, index) => reader.GetFieldValue<byte>(index)
        : type == typeof(short) ? (reader, index) => reader.GetFieldValue<short>(index)
        : type == typeof(int) ? (reader, index) => reader.GetFieldValue<int>(index)
        : type == typeof(long) ? (reader, index) => reader.GetFieldValue<long>(index)
        : type == typeof(float) ? (reader, index) => reader.GetFieldValue<float>(index)
        : type == typeof(double) ? (reader, index) => reader.GetFieldValue<double>(index)
        : type == typeof(decimal) ? (reader, index) => reader.GetFieldValue<decimal>(index)
        : type == typeof(string) ? (reader, index) => reader.GetFieldValue<string>(index)
        : type == typeof(byte[]) ? (reader, index) => reader.GetFieldValue<byte[]>(index)
        : type == typeof(DateTime) ? (reader, index) => reader.GetFieldValue<DateTime>(index)
        : type == typeof(DateTimeOffset) ? (reader, index) => reader.GetFieldValue<DateTimeOffset>(index)
        : type == typeof(DateOnly) ? (reader, index) => reader.GetFieldValue<DateOnly>(index)
        : type == typeof(TimeOnly) ? (reader, index) => reader.GetFieldValue<TimeOnly>(index)
        : type == typeof(TimeSpan) ? (reader, index) => reader.GetFieldValue<TimeSpan>(index)
        : (reader, index) => reader.GetValue(index);

    [GeneratedRegex(@"\(.*?\)")]
    private static partial Regex Length();
}
