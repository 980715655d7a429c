package import Agents
package import CoordBus

extension OutputError: ProgramFault {
    var exitCode: ExitCode { .cannotCreate }
}

extension ConfigurationFault: ProgramFault {
    package var exitCode: ExitCode { .config }
}
