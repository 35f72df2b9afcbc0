#!/usr/bin/env node
import "@nx-contracts/cli/main";
