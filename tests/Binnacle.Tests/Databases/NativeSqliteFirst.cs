using System.Runtime.CompilerServices;
using Binnacle.Platform.Data;

namespace Binnacle.Tests.Databases;

/// <summary>
/// Tests touch SqliteConnection in whatever order they run, cleaning up after PostgreSQL included. A type whose initializer
/// failed once stays failed, so the native library is made ready before any of them.
/// </summary>
internal static class NativeSqliteFirst
{
    [ModuleInitializer]
    internal static void Load() => NativeSqlite.Load();
}
