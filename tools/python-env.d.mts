export function pythonEnvironment(name: string, requirements: string): string;
